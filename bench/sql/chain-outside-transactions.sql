-- As the service does it.
set client_min_messages = warning;
drop trigger if exists history_chain_in_transactions on history;
