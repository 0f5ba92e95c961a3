-- Who answers where no agent is asked for.
alter table conversation add column agent text not null default '';

-- What agents have been asked to remember of a person. Not derived from events: no conversation's.
create table fact (
    id text primary key,
    owner text not null,
    text text not null,
    created_millis integer not null
) without rowid;
create index fact_by_owner on fact (owner, created_millis, id);

-- Persons who want nothing remembered.
create table forgetful (owner text primary key) without rowid;
