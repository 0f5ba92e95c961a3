-- Hash of the secret in the link by which others may read a conversation.
alter table conversation add column link text not null default '';
create index conversation_by_link on conversation (link) where link <> '';

-- What was noted about replies after they had ended. Derived from the events.
create table note (
    conversation text not null,
    message text not null,
    feedback text not null default 'none',
    summary text not null default '',
    primary key (conversation, message)
) without rowid;
