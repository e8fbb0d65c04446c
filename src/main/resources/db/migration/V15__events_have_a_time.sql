-- A time that is no time could not be sealed, and would keep all that comes after it from being sealed.
alter table history add constraint history_at_is_a_time
    check (at >= '2000-01-01T00:00Z' and at < '10000-01-01T00:00Z');
