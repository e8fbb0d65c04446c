-- Reads the history, while others go on writing: by a lock that holds up no more than other changes of the table.
alter table history validate constraint history_subject_known;
