-- The index of the search: what is lost of it is made anew from the messages. Run at each start.

-- Messages, and titles (message is empty), as they were indexed.
create table if not exists searchable (
    number integer primary key,
    conversation text not null,
    message text not null,
    text text not null,
    unique (conversation, message)
);

create virtual table if not exists search using fts5(
    text, content='searchable', content_rowid='number', tokenize="unicode61 remove_diacritics 2"
);

-- What is removed leaves no words behind.
insert into search (search, rank) values ('secure-delete', 1);

-- What has changed since it was indexed.
create table if not exists search_due (
    conversation text not null,
    message text not null,
    primary key (conversation, message)
) without rowid;

create table if not exists search_state (complete integer not null);
