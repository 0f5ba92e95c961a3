-- Questions about data that a person keeps, each with the query that answers it. Not derived from events: no
-- conversation's.
create table kept_question (
    id text primary key,
    owner text not null,
    question text not null,
    query text not null,
    kept_millis integer not null,
    unique (owner, question)
) without rowid;
