-- What people decide about conversations as a whole.
alter table conversation add column folder text not null default '';
alter table conversation add column pinned integer not null default 0;
alter table conversation add column archived integer not null default 0;
alter table conversation add column model text not null default '';
alter table conversation add column instruction text not null default '';
alter table conversation add column deleted_until integer not null default 0;

-- Seq at which the last answer ended.
alter table conversation add column answered_seq integer not null default 0;
update conversation set answered_seq = coalesce(
    (select max(last_seq) from message
     where message.conversation = conversation.id and author = 'AGENT' and state <> 'WRITING'), 0);

drop index conversation_by_owner;
create index conversation_by_owner on conversation (owner, archived, updated_millis desc, id desc)
    where messages > 0 and deleted_until = 0;
create index conversation_by_folder on conversation (owner, folder)
    where folder <> '' and deleted_until = 0;
create index conversation_deleted on conversation (deleted_until) where deleted_until > 0;

-- Order in which runs that wait will start.
alter table run add column place integer not null default 0;
update run set place = asked_seq;

-- How far the owner has seen each conversation. Not derived from events: looking is none.
create table reading (
    conversation text primary key,
    seq integer not null
) without rowid;
insert into reading select id, answered_seq from conversation;
