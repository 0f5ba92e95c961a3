-- Files that people have uploaded. Not derived from events: until they are sent they are no conversation's.
create table file (
    id text primary key,
    owner text not null,
    hash text not null,
    name text not null,
    type text not null,
    bytes integer not null,
    created_millis integer not null
) without rowid;
create index file_by_hash on file (hash);
create index file_by_time on file (created_millis);

-- Which message has which files. Derived from the events.
create table attachment (
    conversation text not null,
    message text not null,
    place integer not null,
    file text not null,
    name text not null,
    type text not null,
    bytes integer not null,
    primary key (conversation, message, place)
) without rowid;
create index attachment_by_file on attachment (file);
