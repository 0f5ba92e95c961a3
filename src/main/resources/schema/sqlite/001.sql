-- Open entries of all logs, one row a commit. Lines: conversation, seq, milliseconds, event as JSON.
create table journal (
    number integer primary key autoincrement,
    entries text not null
);

-- Settled entries: single events, or neighbouring deltas of one part joined (lengths: characters of each).
create table entry (
    conversation text not null,
    last integer not null,
    first integer not null,
    time_millis integer not null,
    event text not null,
    lengths text not null,
    primary key (conversation, last)
) without rowid;

-- All that follows is derived from the events.
create table conversation (
    id text primary key,
    owner text not null,
    title text not null,
    messages integer not null,
    created_millis integer not null,
    updated_millis integer not null
) without rowid;
create index conversation_by_owner on conversation (owner, updated_millis desc, id desc) where messages > 0;

create table message (
    conversation text not null,
    id text not null,
    parent text not null,
    author text not null,
    run text not null,
    state text not null,
    rank integer not null,
    first_seq integer not null,
    last_seq integer not null,
    time_millis integer not null,
    text text not null,
    primary key (conversation, id)
) without rowid;

create table run (
    id text primary key,
    conversation text not null,
    message text not null,
    reply text not null,
    agent text not null,
    model text not null,
    attempt integer not null,
    paused integer not null,
    outcome text not null,
    asked_seq integer not null,
    input_tokens integer not null,
    cached_tokens integer not null,
    output_tokens integer not null,
    reasoning_tokens integer not null
) without rowid;
create index run_by_conversation on run (conversation, asked_seq);
create index run_unfinished on run (conversation, asked_seq) where outcome = '';

create table idempotency (
    owner text not null,
    key text not null,
    conversation text not null,
    message text not null,
    run text not null,
    seq integer not null,
    primary key (owner, key)
) without rowid;

-- Hashes of access tokens (until_millis is the largest number) and of browser sessions.
create table access (
    hash text primary key,
    until_millis integer not null
) without rowid;
