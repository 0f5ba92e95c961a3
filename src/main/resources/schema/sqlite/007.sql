-- The index of the search has a file of its own now, so that its work never keeps a token waiting: it is made anew there.
drop table if exists search;
drop table if exists searchable;
drop table if exists search_due;
drop table if exists search_state;

-- Messages, and titles (message is empty), that have changed since they were indexed; each change gets a new number.
create table search_due (
    number integer primary key,
    conversation text not null,
    message text not null,
    unique (conversation, message)
);

-- Whether everything was noted as due once. A copy of the database lacks it, since the index is not copied.
create table search_state (complete integer not null);
