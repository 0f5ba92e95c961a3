-- The index of the search, in a file of its own: what is lost of it is made anew from the messages.

-- Messages, and titles (message is empty), as they were indexed.
create table if not exists words.searchable (
    number integer primary key,
    conversation text not null,
    message text not null,
    text text not null,
    unique (conversation, message)
);

create virtual table if not exists words.search using fts5(
    text, content='searchable', content_rowid='number', tokenize="unicode61 remove_diacritics 2"
);

-- What is removed leaves no words behind.
insert into words.search (search, rank) values ('secure-delete', 1);

-- Whether it began with everything that was there.
create table if not exists words.indexed (complete integer not null);
