-- The requests of one workload, for wrk: service and floor get the same ones.
--
-- Arguments behind "--": workload, number of COEs, actions per COE, owners, seed, and for "create" the file with the body.
local workload, coes, per_coe, owners
local threads = 0

-- Each thread draws its own numbers: two that change the same actions in step would measure their waiting.
function setup(thread)
  thread:set("thread", threads)
  threads = threads + 1
end

local function action()
  local a = math.random(0, coes * per_coe - 1)
  -- A flagged action has a review that follows it: one statement more. Its neighbour has none.
  if (math.floor(a / owners) + 7 * a) % 10 == 0 then
    a = a > 0 and a - 1 or a + 1
  end
  return "COE-" .. (math.floor(a / per_coe) + 1) .. "-A" .. (a % per_coe + 1)
end

local post = { ["Content-Type"] = "application/json" }
local patch = { ["Content-Type"] = "application/merge-patch+json", ["If-Match"] = "*" }
local body, sent = "", 0

local kinds = {
  read = function()
    return wrk.format("GET", "/api/v1/coes/COE-" .. math.random(1, coes))
  end,
  list = function()
    return wrk.format("GET", "/api/v1/actions?owner=owner-" .. math.random(1, owners) .. "&overdue=true&sort=dueOn")
  end,
  create = function()
    return wrk.format("POST", "/api/v1/coes", post, body)
  end,
  patch = function()
    sent = sent + 1
    return wrk.format("PATCH", "/api/v1/actions/" .. action(), patch,
      '{"description":"Changed ' .. sent .. ' of ' .. math.random(1, 1e9)
      .. ': switch it on region by region, and watch the alert for two weeks after each."}')
  end,
  report = function()
    return wrk.format("GET", "/api/v1/reports/actions?groupBy=team")
  end,
}

function init(args)
  workload, coes, per_coe, owners = args[1], tonumber(args[2]), tonumber(args[3]), tonumber(args[4])
  math.randomseed(tonumber(args[5]) + thread)
  if workload == "create" then
    local file = assert(io.open(args[6], "r"))
    body = file:read("*a")
    file:close()
  end
  request = kinds[workload]
  -- Every request is the administrator's, who may do all that is asked for here.
  local token = os.getenv("COE_ADMIN_TOKEN")
  if token then
    for _, headers in ipairs({ wrk.headers, post, patch }) do
      headers["Authorization"] = "Bearer " .. token
    end
  end
end

-- One line: requests, seconds, median and 99th percentile in milliseconds, failures of any sort.
function done(summary, latency)
  local e = summary.errors
  io.write(string.format("RESULT %d %.3f %.3f %.3f %d\n", summary.requests, summary.duration / 1e6,
    latency:percentile(50) / 1e3, latency:percentile(99) / 1e3,
    e.connect + e.read + e.write + e.status + e.timeout))
end
