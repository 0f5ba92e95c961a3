BEGIN TRANSACTION;
CREATE TABLE access (
    hash text primary key,
    until_millis integer not null
) without rowid;
CREATE TABLE conversation (
    id text primary key,
    owner text not null,
    title text not null,
    messages integer not null,
    created_millis integer not null,
    updated_millis integer not null
) without rowid;
INSERT INTO "conversation" VALUES('first','owner','Hello *old* world',2,1795286080732,1795286082451);
INSERT INTO "conversation" VALUES('second','owner','Renamed',1,1795286082554,1795286084023);
INSERT INTO "conversation" VALUES('third','owner','one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen twenty one two three four five six seven eight nine ten',2,1795286084041,1795286084086);
CREATE TABLE entry (
    conversation text not null,
    last integer not null,
    first integer not null,
    time_millis integer not null,
    event text not null,
    lengths text not null,
    primary key (conversation, last)
) without rowid;
INSERT INTO "entry" VALUES('first',1,1,1795286080732,'{"type":"conversation-start","owner":"owner","title":"Hello *old* world"}','');
INSERT INTO "entry" VALUES('first',2,2,1795286080737,'{"type":"message-send","message":"m_1m7zp77715hzg0f037wmaax","parent":"","author":"owner","text":"Hello *old* world","run":"r_1m7zp7771epywxpmdp5s2bv","agent":"","model":"","key":"k1"}','');
INSERT INTO "entry" VALUES('first',3,3,1795286080746,'{"type":"run-start","run":"r_1m7zp7771epywxpmdp5s2bv","message":"m_1m7zp77715hzg0f037wmaax","parent":"root","reply":"m_1m7zp777avbqa5jyhme7rqw","agent":"","model":"echo/echo","attempt":1}','');
INSERT INTO "entry" VALUES('first',22,4,1795286080842,'{"type":"text-delta","message":"m_1m7zp777avbqa5jyhme7rqw","part":0,"text":"*This is a simulation: no language model is connected, so here are your own words again.*\n\nHello *old* world"}','6 3 2 12 3 9 6 3 11 3 5 4 5 4 6 9 6 6 5');
INSERT INTO "entry" VALUES('first',23,23,1795286081392,'{"type":"part-end","message":"m_1m7zp777avbqa5jyhme7rqw","part":0}','');
INSERT INTO "entry" VALUES('first',24,24,1795286081399,'{"type":"run-end","run":"r_1m7zp7771epywxpmdp5s2bv","outcome":"DONE","inputTokens":65,"cachedTokens":0,"outputTokens":19,"reasoningTokens":0}','');
INSERT INTO "entry" VALUES('first',25,25,1795286081569,'{"type":"message-send","message":"m_1m7zp78118qj73r2p42afw7","parent":"","author":"owner","text":"再见","run":"r_1m7zp781104jz5nbv9d22pj","agent":"","model":"","key":""}','');
INSERT INTO "entry" VALUES('first',26,26,1795286081571,'{"type":"run-start","run":"r_1m7zp781104jz5nbv9d22pj","message":"m_1m7zp78118qj73r2p42afw7","parent":"m_1m7zp777avbqa5jyhme7rqw","reply":"m_1m7zp7813sw62aqe7q34jjm","agent":"","model":"echo/echo","attempt":1}','');
INSERT INTO "entry" VALUES('first',56,27,1795286081579,'{"type":"text-delta","message":"m_1m7zp7813sw62aqe7q34jjm","part":0,"text":"*这是模拟回复:尚未接入语言模型,下面原样重复您的话。*\n\n再见"}','1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 3 1 1');
INSERT INTO "entry" VALUES('first',57,57,1795286082451,'{"type":"part-end","message":"m_1m7zp7813sw62aqe7q34jjm","part":0}','');
INSERT INTO "entry" VALUES('first',58,58,1795286082451,'{"type":"run-end","run":"r_1m7zp781104jz5nbv9d22pj","outcome":"DONE","inputTokens":93,"cachedTokens":0,"outputTokens":30,"reasoningTokens":0}','');
INSERT INTO "entry" VALUES('second',1,1,1795286082554,'{"type":"conversation-start","owner":"owner","title":"another one"}','');
INSERT INTO "entry" VALUES('second',2,2,1795286082556,'{"type":"message-send","message":"m_1m7zp78zwt1s077dsab3php","parent":"","author":"owner","text":"another one","run":"r_1m7zp78zwg8f0zhhcjwncey","agent":"","model":"","key":""}','');
INSERT INTO "entry" VALUES('second',3,3,1795286082556,'{"type":"run-start","run":"r_1m7zp78zwg8f0zhhcjwncey","message":"m_1m7zp78zwt1s077dsab3php","parent":"root","reply":"m_1m7zp78zw9rkxcaj017ds9v","agent":"","model":"echo/echo","attempt":1}','');
INSERT INTO "entry" VALUES('second',21,4,1795286082563,'{"type":"text-delta","message":"m_1m7zp78zw9rkxcaj017ds9v","part":0,"text":"*This is a simulation: no language model is connected, so here are your own words again.*\n\nanother one"}','6 3 2 12 3 9 6 3 11 3 5 4 5 4 6 9 8 3');
INSERT INTO "entry" VALUES('second',22,22,1795286083074,'{"type":"part-end","message":"m_1m7zp78zw9rkxcaj017ds9v","part":0}','');
INSERT INTO "entry" VALUES('second',23,23,1795286083074,'{"type":"run-end","run":"r_1m7zp78zwg8f0zhhcjwncey","outcome":"DONE","inputTokens":64,"cachedTokens":0,"outputTokens":18,"reasoningTokens":0}','');
INSERT INTO "entry" VALUES('second',24,24,1795286083093,'{"type":"title-change","title":"Renamed"}','');
INSERT INTO "entry" VALUES('second',25,25,1795286083466,'{"type":"reply-request","run":"r_1m7zp79wam8y3zpkxcs1k1a","message":"m_1m7zp78zwt1s077dsab3php","agent":"","model":""}','');
INSERT INTO "entry" VALUES('second',26,26,1795286083496,'{"type":"run-start","run":"r_1m7zp79wam8y3zpkxcs1k1a","message":"m_1m7zp78zwt1s077dsab3php","parent":"root","reply":"m_1m7zp79x8ppk7jypgx0s7z3","agent":"","model":"echo/echo","attempt":1}','');
INSERT INTO "entry" VALUES('second',44,27,1795286083510,'{"type":"text-delta","message":"m_1m7zp79x8ppk7jypgx0s7z3","part":0,"text":"*This is a simulation: no language model is connected, so here are your own words again.*\n\nanother one"}','6 3 2 12 3 9 6 3 11 3 5 4 5 4 6 9 8 3');
INSERT INTO "entry" VALUES('second',45,45,1795286084023,'{"type":"part-end","message":"m_1m7zp79x8ppk7jypgx0s7z3","part":0}','');
INSERT INTO "entry" VALUES('second',46,46,1795286084023,'{"type":"run-end","run":"r_1m7zp79wam8y3zpkxcs1k1a","outcome":"DONE","inputTokens":64,"cachedTokens":0,"outputTokens":18,"reasoningTokens":0}','');
INSERT INTO "entry" VALUES('third',1,1,1795286084041,'{"type":"conversation-start","owner":"owner","title":"one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen twenty one two three four five six seven eight nine ten"}','');
INSERT INTO "entry" VALUES('third',2,2,1795286084041,'{"type":"message-send","message":"m_1m7zp7ae9mv09b88x8taxvh","parent":"","author":"owner","text":"one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen twenty one two three four five six seven eight nine ten","run":"r_1m7zp7ae9me2xtm6vm6rc01","agent":"","model":"","key":""}','');
INSERT INTO "entry" VALUES('third',3,3,1795286084041,'{"type":"run-start","run":"r_1m7zp7ae9me2xtm6vm6rc01","message":"m_1m7zp7ae9mv09b88x8taxvh","parent":"root","reply":"m_1m7zp7ae90vne2n5paxkbfy","agent":"","model":"echo/echo","attempt":1}','');
INSERT INTO "entry" VALUES('third',5,4,1795286084043,'{"type":"text-delta","message":"m_1m7zp7ae90vne2n5paxkbfy","part":0,"text":"*This is "}','6 3');
INSERT INTO "entry" VALUES('third',6,6,1795286084086,'{"type":"message-send","message":"m_1m7zp7afpfeq70qrpwqj18p","parent":"","author":"owner","text":"waits","run":"r_1m7zp7afp7vem3hp7gnks0h","agent":"","model":"","key":""}','');
CREATE TABLE idempotency (
    owner text not null,
    key text not null,
    conversation text not null,
    message text not null,
    run text not null,
    seq integer not null,
    primary key (owner, key)
) without rowid;
INSERT INTO "idempotency" VALUES('owner','k1','first','m_1m7zp77715hzg0f037wmaax','r_1m7zp7771epywxpmdp5s2bv',2);
CREATE TABLE journal (
    number integer primary key autoincrement,
    entries text not null
);
INSERT INTO "journal" VALUES(103,'third 7 1795286084103 {"type":"text-delta","message":"m_1m7zp7ae90vne2n5paxkbfy","part":0,"text":"a "}
');
INSERT INTO "journal" VALUES(104,'third 8 1795286084133 {"type":"text-delta","message":"m_1m7zp7ae90vne2n5paxkbfy","part":0,"text":"simulation: "}
');
INSERT INTO "journal" VALUES(105,'third 9 1795286084163 {"type":"text-delta","message":"m_1m7zp7ae90vne2n5paxkbfy","part":0,"text":"no "}
');
INSERT INTO "journal" VALUES(106,'third 10 1795286084194 {"type":"text-delta","message":"m_1m7zp7ae90vne2n5paxkbfy","part":0,"text":"language "}
');
INSERT INTO "journal" VALUES(107,'third 11 1795286084228 {"type":"text-delta","message":"m_1m7zp7ae90vne2n5paxkbfy","part":0,"text":"model "}
');
INSERT INTO "journal" VALUES(108,'third 12 1795286084253 {"type":"text-delta","message":"m_1m7zp7ae90vne2n5paxkbfy","part":0,"text":"is "}
');
INSERT INTO "journal" VALUES(109,'third 13 1795286084284 {"type":"text-delta","message":"m_1m7zp7ae90vne2n5paxkbfy","part":0,"text":"connected, "}
');
INSERT INTO "journal" VALUES(110,'third 14 1795286084313 {"type":"text-delta","message":"m_1m7zp7ae90vne2n5paxkbfy","part":0,"text":"so "}
');
INSERT INTO "journal" VALUES(111,'third 15 1795286084346 {"type":"text-delta","message":"m_1m7zp7ae90vne2n5paxkbfy","part":0,"text":"here "}
');
INSERT INTO "journal" VALUES(112,'third 16 1795286084374 {"type":"text-delta","message":"m_1m7zp7ae90vne2n5paxkbfy","part":0,"text":"are "}
');
INSERT INTO "journal" VALUES(113,'third 17 1795286084414 {"type":"text-delta","message":"m_1m7zp7ae90vne2n5paxkbfy","part":0,"text":"your "}
');
INSERT INTO "journal" VALUES(114,'third 18 1795286084436 {"type":"text-delta","message":"m_1m7zp7ae90vne2n5paxkbfy","part":0,"text":"own "}
');
INSERT INTO "journal" VALUES(115,'third 19 1795286084464 {"type":"text-delta","message":"m_1m7zp7ae90vne2n5paxkbfy","part":0,"text":"words "}
');
INSERT INTO "journal" VALUES(116,'third 20 1795286084494 {"type":"text-delta","message":"m_1m7zp7ae90vne2n5paxkbfy","part":0,"text":"again.*\n\n"}
');
INSERT INTO "journal" VALUES(117,'third 21 1795286084523 {"type":"text-delta","message":"m_1m7zp7ae90vne2n5paxkbfy","part":0,"text":"one "}
');
INSERT INTO "journal" VALUES(118,'third 22 1795286084554 {"type":"text-delta","message":"m_1m7zp7ae90vne2n5paxkbfy","part":0,"text":"two "}
');
INSERT INTO "journal" VALUES(119,'third 23 1795286084584 {"type":"text-delta","message":"m_1m7zp7ae90vne2n5paxkbfy","part":0,"text":"three "}
');
INSERT INTO "journal" VALUES(120,'third 24 1795286084613 {"type":"text-delta","message":"m_1m7zp7ae90vne2n5paxkbfy","part":0,"text":"four "}
');
INSERT INTO "journal" VALUES(121,'third 25 1795286084644 {"type":"text-delta","message":"m_1m7zp7ae90vne2n5paxkbfy","part":0,"text":"five "}
');
INSERT INTO "journal" VALUES(122,'third 26 1795286084673 {"type":"text-delta","message":"m_1m7zp7ae90vne2n5paxkbfy","part":0,"text":"six "}
');
INSERT INTO "journal" VALUES(123,'third 27 1795286084703 {"type":"text-delta","message":"m_1m7zp7ae90vne2n5paxkbfy","part":0,"text":"seven "}
');
INSERT INTO "journal" VALUES(124,'third 28 1795286084733 {"type":"text-delta","message":"m_1m7zp7ae90vne2n5paxkbfy","part":0,"text":"eight "}
');
INSERT INTO "journal" VALUES(125,'third 29 1795286084768 {"type":"text-delta","message":"m_1m7zp7ae90vne2n5paxkbfy","part":0,"text":"nine "}
');
INSERT INTO "journal" VALUES(126,'third 30 1795286084793 {"type":"text-delta","message":"m_1m7zp7ae90vne2n5paxkbfy","part":0,"text":"ten "}
');
INSERT INTO "journal" VALUES(127,'third 31 1795286084826 {"type":"text-delta","message":"m_1m7zp7ae90vne2n5paxkbfy","part":0,"text":"eleven "}
');
INSERT INTO "journal" VALUES(128,'third 32 1795286084869 {"type":"text-delta","message":"m_1m7zp7ae90vne2n5paxkbfy","part":0,"text":"twelve "}
');
INSERT INTO "journal" VALUES(129,'third 33 1795286084884 {"type":"text-delta","message":"m_1m7zp7ae90vne2n5paxkbfy","part":0,"text":"thirteen "}
');
INSERT INTO "journal" VALUES(130,'third 34 1795286084915 {"type":"text-delta","message":"m_1m7zp7ae90vne2n5paxkbfy","part":0,"text":"fourteen "}
');
INSERT INTO "journal" VALUES(131,'third 35 1795286084943 {"type":"text-delta","message":"m_1m7zp7ae90vne2n5paxkbfy","part":0,"text":"fifteen "}
');
INSERT INTO "journal" VALUES(132,'third 36 1795286084976 {"type":"text-delta","message":"m_1m7zp7ae90vne2n5paxkbfy","part":0,"text":"sixteen "}
');
CREATE TABLE message (
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
INSERT INTO "message" VALUES('first','m_1m7zp77715hzg0f037wmaax','root','PERSON','r_1m7zp7771epywxpmdp5s2bv','SENT',2,2,2,1795286080737,'Hello *old* world');
INSERT INTO "message" VALUES('first','m_1m7zp777avbqa5jyhme7rqw','m_1m7zp77715hzg0f037wmaax','AGENT','r_1m7zp7771epywxpmdp5s2bv','DONE',3,3,24,1795286080746,'');
INSERT INTO "message" VALUES('first','m_1m7zp78118qj73r2p42afw7','m_1m7zp777avbqa5jyhme7rqw','PERSON','r_1m7zp781104jz5nbv9d22pj','SENT',25,25,25,1795286081569,'再见');
INSERT INTO "message" VALUES('first','m_1m7zp7813sw62aqe7q34jjm','m_1m7zp78118qj73r2p42afw7','AGENT','r_1m7zp781104jz5nbv9d22pj','DONE',26,26,58,1795286081571,'');
INSERT INTO "message" VALUES('second','m_1m7zp78zw9rkxcaj017ds9v','m_1m7zp78zwt1s077dsab3php','AGENT','r_1m7zp78zwg8f0zhhcjwncey','DONE',3,3,23,1795286082556,'');
INSERT INTO "message" VALUES('second','m_1m7zp78zwt1s077dsab3php','root','PERSON','r_1m7zp78zwg8f0zhhcjwncey','SENT',2,2,2,1795286082556,'another one');
INSERT INTO "message" VALUES('second','m_1m7zp79x8ppk7jypgx0s7z3','m_1m7zp78zwt1s077dsab3php','AGENT','r_1m7zp79wam8y3zpkxcs1k1a','DONE',26,26,46,1795286083496,'');
INSERT INTO "message" VALUES('third','m_1m7zp7ae90vne2n5paxkbfy','m_1m7zp7ae9mv09b88x8taxvh','AGENT','r_1m7zp7ae9me2xtm6vm6rc01','WRITING',3,3,3,1795286084041,'');
INSERT INTO "message" VALUES('third','m_1m7zp7ae9mv09b88x8taxvh','root','PERSON','r_1m7zp7ae9me2xtm6vm6rc01','SENT',2,2,2,1795286084041,'one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen twenty one two three four five six seven eight nine ten');
INSERT INTO "message" VALUES('third','m_1m7zp7afpfeq70qrpwqj18p','','PERSON','r_1m7zp7afp7vem3hp7gnks0h','WAITING',6,6,6,1795286084086,'waits');
CREATE TABLE run (
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
INSERT INTO "run" VALUES('r_1m7zp7771epywxpmdp5s2bv','first','m_1m7zp77715hzg0f037wmaax','m_1m7zp777avbqa5jyhme7rqw','','echo/echo',1,0,'done',2,65,0,19,0);
INSERT INTO "run" VALUES('r_1m7zp781104jz5nbv9d22pj','first','m_1m7zp78118qj73r2p42afw7','m_1m7zp7813sw62aqe7q34jjm','','echo/echo',1,0,'done',25,93,0,30,0);
INSERT INTO "run" VALUES('r_1m7zp78zwg8f0zhhcjwncey','second','m_1m7zp78zwt1s077dsab3php','m_1m7zp78zw9rkxcaj017ds9v','','echo/echo',1,0,'done',2,64,0,18,0);
INSERT INTO "run" VALUES('r_1m7zp79wam8y3zpkxcs1k1a','second','m_1m7zp78zwt1s077dsab3php','m_1m7zp79x8ppk7jypgx0s7z3','','echo/echo',1,0,'done',25,64,0,18,0);
INSERT INTO "run" VALUES('r_1m7zp7ae9me2xtm6vm6rc01','third','m_1m7zp7ae9mv09b88x8taxvh','m_1m7zp7ae90vne2n5paxkbfy','','echo/echo',1,0,'',2,0,0,0,0);
INSERT INTO "run" VALUES('r_1m7zp7afp7vem3hp7gnks0h','third','m_1m7zp7afpfeq70qrpwqj18p','','','',0,0,'',6,0,0,0,0);
CREATE TABLE schema_version (version integer not null);
INSERT INTO "schema_version" VALUES(1);
CREATE INDEX conversation_by_owner on conversation (owner, updated_millis desc, id desc) where messages > 0;
CREATE INDEX run_by_conversation on run (conversation, asked_seq);
CREATE INDEX run_unfinished on run (conversation, asked_seq) where outcome = '';
DELETE FROM "sqlite_sequence";
INSERT INTO "sqlite_sequence" VALUES('journal',132);
COMMIT;
