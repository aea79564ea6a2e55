BEGIN TRANSACTION;
CREATE TABLE alembic_version (
	version_num VARCHAR(32) NOT NULL, 
	CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num)
);
INSERT INTO "alembic_version" VALUES('0001');
CREATE TABLE application_versions (
    version_id TEXT NOT NULL PRIMARY KEY,
    version_name TEXT NOT NULL UNIQUE,
    version_timestamp INTEGER NOT NULL DEFAULT (strftime('%s','now') * 1000),
    created_at INTEGER NOT NULL DEFAULT (strftime('%s','now') * 1000)
, "application_name" TEXT DEFAULT NULL);
CREATE TABLE classes (
	id VARCHAR(32) NOT NULL, 
	name VARCHAR(120) NOT NULL, 
	code VARCHAR(8) NOT NULL, 
	instructor_id VARCHAR(32), 
	created_at DATETIME NOT NULL, 
	CONSTRAINT pk_classes PRIMARY KEY (id), 
	CONSTRAINT fk_classes_instructor_id_users FOREIGN KEY(instructor_id) REFERENCES users (id), 
	CONSTRAINT uq_classes_code UNIQUE (code)
);
INSERT INTO "classes" VALUES('u5ymez32dd38','کلاس نمونه / Demo class','XJZ4KCEU',NULL,'2026-11-23 20:51:50.816986');
INSERT INTO "classes" VALUES('x4apfkxczj8k','مبانی اینترنت اشیا','X3M9J87P','64bkmr76edsy','2026-11-23 20:51:51.367897');
CREATE TABLE dbos_migrations (version INTEGER NOT NULL PRIMARY KEY);
INSERT INTO "dbos_migrations" VALUES(125);
CREATE TABLE installation (
	name VARCHAR(64) NOT NULL, 
	value VARCHAR(255) NOT NULL, 
	CONSTRAINT pk_installation PRIMARY KEY (name)
);
INSERT INTO "installation" VALUES('demo class','u5ymez32dd38');
CREATE TABLE labs (
	id VARCHAR(32) NOT NULL, 
	owner_id VARCHAR(32), 
	exercise VARCHAR(64), 
	scenario VARCHAR(64), 
	speed DOUBLE NOT NULL, 
	paused BOOLEAN NOT NULL, 
	created_at DATETIME NOT NULL, 
	CONSTRAINT pk_labs PRIMARY KEY (id), 
	CONSTRAINT fk_labs_owner_id_users FOREIGN KEY(owner_id) REFERENCES users (id) ON DELETE CASCADE, 
	CONSTRAINT uq_labs_owner_id_exercise UNIQUE (owner_id, exercise)
);
INSERT INTO "labs" VALUES('demo',NULL,NULL,'winter-day',1.0,0,'2026-11-23 20:51:50.816986');
INSERT INTO "labs" VALUES('425e63d2b0f9','ebj3z5x7ed8r','motion-light',NULL,1.0,0,'2026-11-23 20:51:52.159341');
CREATE TABLE memberships (
	class_id VARCHAR(32) NOT NULL, 
	user_id VARCHAR(32) NOT NULL, 
	name_key VARCHAR(120) NOT NULL, 
	CONSTRAINT pk_memberships PRIMARY KEY (class_id, user_id), 
	CONSTRAINT fk_memberships_class_id_classes FOREIGN KEY(class_id) REFERENCES classes (id) ON DELETE CASCADE, 
	CONSTRAINT fk_memberships_user_id_users FOREIGN KEY(user_id) REFERENCES users (id) ON DELETE CASCADE, 
	CONSTRAINT uq_memberships_class_id_name_key UNIQUE (class_id, name_key)
);
INSERT INTO "memberships" VALUES('x4apfkxczj8k','ebj3z5x7ed8r','نگار احمدی');
INSERT INTO "memberships" VALUES('x4apfkxczj8k','ace4fprtx5wk','بهار کریمی');
INSERT INTO "memberships" VALUES('u5ymez32dd38','2y9njxgdsb8u','مینا');
CREATE TABLE mqtt_credentials (
	username VARCHAR(64) NOT NULL, 
	token_hash VARCHAR(64) NOT NULL, 
	lab_id VARCHAR(32) NOT NULL, 
	CONSTRAINT pk_mqtt_credentials PRIMARY KEY (username), 
	CONSTRAINT fk_mqtt_credentials_lab_id_labs FOREIGN KEY(lab_id) REFERENCES labs (id) ON DELETE CASCADE
);
INSERT INTO "mqtt_credentials" VALUES('demo','a5d910a8b8750662516232477d63f980924fe8b25a042cb33fb381111d7795bf','demo');
INSERT INTO "mqtt_credentials" VALUES('425e63d2b0f9','c9fbe6283b9e6691aba56f9ed88e4a8f0a7ad31213b6633a76461ae99360880e','425e63d2b0f9');
CREATE TABLE notifications (
    message_uuid TEXT NOT NULL DEFAULT (hex(randomblob(16))) PRIMARY KEY,
    destination_uuid TEXT NOT NULL,
    topic TEXT,
    message TEXT NOT NULL,
    created_at_epoch_ms INTEGER NOT NULL DEFAULT (strftime('%s','now') * 1000), "serialization" TEXT DEFAULT NULL, "consumed" BOOLEAN NOT NULL DEFAULT FALSE, consumed_by_function_id INTEGER,
    FOREIGN KEY (destination_uuid) REFERENCES workflow_status(workflow_uuid) 
        ON UPDATE CASCADE ON DELETE CASCADE
);
CREATE TABLE "operation_outputs" (
    workflow_uuid TEXT NOT NULL,
    function_id INTEGER NOT NULL,
    function_name TEXT NOT NULL DEFAULT '',
    output TEXT,
    error TEXT,
    child_workflow_id TEXT,
    started_at_epoch_ms INTEGER,
    completed_at_epoch_ms INTEGER,
    serialization TEXT,
    application_name TEXT DEFAULT NULL,
    retention_timestamp INTEGER NOT NULL DEFAULT (strftime('%s','now') * 1000),
    PRIMARY KEY (workflow_uuid, function_id)
);
CREATE TABLE queues (
    queue_id TEXT PRIMARY KEY DEFAULT (hex(randomblob(16))),
    name TEXT NOT NULL UNIQUE,
    concurrency INTEGER,
    worker_concurrency INTEGER,
    rate_limit_max INTEGER,
    rate_limit_period_sec REAL,
    priority_enabled BOOLEAN NOT NULL DEFAULT FALSE,
    partition_queue BOOLEAN NOT NULL DEFAULT FALSE,
    polling_interval_sec REAL NOT NULL DEFAULT 1.0,
    created_at INTEGER NOT NULL DEFAULT (strftime('%s','now') * 1000),
    updated_at INTEGER NOT NULL DEFAULT (strftime('%s','now') * 1000)
, "application_name" TEXT DEFAULT NULL, "partition_concurrency" INTEGER DEFAULT NULL, "partition_worker_concurrency" INTEGER DEFAULT NULL, "partition_rate_limit_max" INTEGER DEFAULT NULL, "partition_rate_limit_period_sec" REAL DEFAULT NULL);
CREATE TABLE sessions (
	token_hash VARCHAR(64) NOT NULL, 
	user_id VARCHAR(32) NOT NULL, 
	created_at DATETIME NOT NULL, 
	expires_at DATETIME NOT NULL, 
	CONSTRAINT pk_sessions PRIMARY KEY (token_hash), 
	CONSTRAINT fk_sessions_user_id_users FOREIGN KEY(user_id) REFERENCES users (id) ON DELETE CASCADE
);
INSERT INTO "sessions" VALUES('5c90aeb807d77374d9a5f131855da4f3ba652e96d511349e4ceed704cf4d6162','64bkmr76edsy','2026-11-23 20:51:51.278000','2026-12-23 20:51:51.278000');
INSERT INTO "sessions" VALUES('d568f12d3c5cdf415d1dfba819b8ea55888ab300dcbac7c7c80a3332816e1b58','ebj3z5x7ed8r','2026-11-23 20:51:51.531762','2026-12-23 20:51:51.531762');
INSERT INTO "sessions" VALUES('5f1c000aa6a7a221dd92e70e30e448aa3a9c381a9f3a8b1442d8fa1b1b3f3879','ace4fprtx5wk','2026-11-23 20:51:51.603164','2026-12-23 20:51:51.603164');
INSERT INTO "sessions" VALUES('63452eb1e5a89729fce72f2ef41090856baf99bbec3918372efb11a7601e2f3f','2y9njxgdsb8u','2026-11-23 20:51:51.688217','2026-12-23 20:51:51.688217');
CREATE TABLE sign_in_links (
	token_hash VARCHAR(64) NOT NULL, 
	created_at DATETIME NOT NULL, 
	CONSTRAINT pk_sign_in_links PRIMARY KEY (token_hash)
);
CREATE TABLE streams (
    workflow_uuid TEXT NOT NULL,
    key TEXT NOT NULL,
    value TEXT NOT NULL,
    "offset" INTEGER NOT NULL, function_id INTEGER NOT NULL DEFAULT 0, "serialization" TEXT DEFAULT NULL,
    PRIMARY KEY (workflow_uuid, key, "offset"),
    FOREIGN KEY (workflow_uuid) REFERENCES workflow_status(workflow_uuid) 
        ON UPDATE CASCADE ON DELETE CASCADE
);
CREATE TABLE submissions (
	number INTEGER NOT NULL, 
	id VARCHAR(32) NOT NULL, 
	student_id VARCHAR(32) NOT NULL, 
	exercise VARCHAR(64) NOT NULL, 
	exercise_version INTEGER NOT NULL, 
	idempotency_key VARCHAR(128), 
	content_sha256 VARCHAR(64) NOT NULL, 
	received_at DATETIME NOT NULL, 
	stage VARCHAR(16) NOT NULL, 
	attempt INTEGER NOT NULL, 
	progress JSON, 
	CONSTRAINT pk_submissions PRIMARY KEY (number), 
	CONSTRAINT fk_submissions_student_id_users FOREIGN KEY(student_id) REFERENCES users (id), 
	CONSTRAINT uq_submissions_id UNIQUE (id), 
	CONSTRAINT uq_submissions_student_id_idempotency_key UNIQUE (student_id, idempotency_key)
);
INSERT INTO "submissions" VALUES(1,'kpysgswhmyys','ebj3z5x7ed8r','motion-light',1,'key-0-0','86890725ac424418ee5a850e266a3e26abd37d35c0e4c65a3d7c8c9d9a0f7ab1','2026-11-23 20:51:51.967632','done',1,NULL);
INSERT INTO "submissions" VALUES(2,'4u6yyexbdh4e','ebj3z5x7ed8r','motion-light',1,'key-0-1','0cc0d7049ba9453ae30272397e4f6d96635ec38bf28dd0178065db0569769c5b','2026-11-23 20:51:52.005385','done',1,NULL);
INSERT INTO "submissions" VALUES(3,'t7fwt84z2x7g','ace4fprtx5wk','motion-light',1,'key-1-0','e1482c796d689d77ba9d8c1699c3960daa73420a248b0221fac82fd743c306a6','2026-11-23 20:51:52.067593','done',1,NULL);
INSERT INTO "submissions" VALUES(4,'3tczgqfrej48','ace4fprtx5wk','motion-light',1,'key-1-1','b7bbfd9689a7379c66e19a6f0f964cd4c7318744caca9b812c4266b445b8224a','2026-11-23 20:51:52.080991','queued',1,NULL);
CREATE TABLE submitted_files (
	submission_number INTEGER NOT NULL, 
	name VARCHAR(128) NOT NULL, 
	content BLOB NOT NULL, 
	CONSTRAINT pk_submitted_files PRIMARY KEY (submission_number, name), 
	CONSTRAINT fk_submitted_files_submission_number_submissions FOREIGN KEY(submission_number) REFERENCES submissions (number) ON DELETE CASCADE
);
INSERT INTO "submitted_files" VALUES(1,'house.py',X'78203D20310A');
INSERT INTO "submitted_files" VALUES(1,'main.py',X'7072696E742827D8B3D984D8A7D9852030203027290A');
INSERT INTO "submitted_files" VALUES(2,'house.py',X'78203D20310A');
INSERT INTO "submitted_files" VALUES(2,'main.py',X'7072696E742827D8B3D984D8A7D9852030203127290A');
INSERT INTO "submitted_files" VALUES(3,'house.py',X'78203D20310A');
INSERT INTO "submitted_files" VALUES(3,'main.py',X'7072696E742827D8B3D984D8A7D9852031203027290A');
INSERT INTO "submitted_files" VALUES(4,'house.py',X'78203D20310A');
INSERT INTO "submitted_files" VALUES(4,'main.py',X'7072696E742827D8B3D984D8A7D9852031203127290A');
CREATE TABLE users (
	id VARCHAR(32) NOT NULL, 
	role VARCHAR(16) NOT NULL, 
	name VARCHAR(120) NOT NULL, 
	username VARCHAR(64), 
	password_hash VARCHAR(255), 
	pin_hash VARCHAR(255), 
	created_at DATETIME NOT NULL, 
	CONSTRAINT pk_users PRIMARY KEY (id), 
	CONSTRAINT uq_users_username UNIQUE (username)
);
INSERT INTO "users" VALUES('64bkmr76edsy','instructor','استاد / Instructor','ostad','$argon2id$v=19$m=19456,t=2,p=1$6uN4Tm4/1mxarA8eUUVVUQ$kDn+Y7jdyHFQeh1HeaGg1mlRVrme+MGVbRh7QwbYoUE',NULL,'2026-11-23 20:51:51.274614');
INSERT INTO "users" VALUES('ebj3z5x7ed8r','student','نگار احمدی',NULL,NULL,'$argon2id$v=19$m=19456,t=2,p=1$X/4xGwZx3iBVScJOGsaZVw$SpR+TdlD+VES6P4xrJQmCfsbKqEfEHgdzQwGpDsf21M','2026-11-23 20:51:51.471215');
INSERT INTO "users" VALUES('ace4fprtx5wk','student','بهار کریمی',NULL,NULL,'$argon2id$v=19$m=19456,t=2,p=1$jgfUj3tzcqSLcuwQlURDDg$ScsAlY8pm6eCfz/8Ot9yNQIpN5aQPW+HTV+ZRaV21Uo','2026-11-23 20:51:51.570589');
INSERT INTO "users" VALUES('2y9njxgdsb8u','student','مینا',NULL,NULL,'$argon2id$v=19$m=19456,t=2,p=1$r3dkbV8VpsRqNPfTQJfQDQ$lttW5VtJ2DIOm17AaiXKXrp2x09/fGfQ6MlqpNPMytM','2026-11-23 20:51:51.645635');
CREATE TABLE verdicts (
	number INTEGER NOT NULL, 
	submission_number INTEGER NOT NULL, 
	grader_version VARCHAR(32) NOT NULL, 
	attempt INTEGER NOT NULL, 
	status VARCHAR(32) NOT NULL, 
	score INTEGER NOT NULL, 
	verdict JSON NOT NULL, 
	graded_at DATETIME NOT NULL, 
	CONSTRAINT pk_verdicts PRIMARY KEY (number), 
	CONSTRAINT fk_verdicts_submission_number_submissions FOREIGN KEY(submission_number) REFERENCES submissions (number) ON DELETE CASCADE, 
	CONSTRAINT uq_verdicts_submission_number_grader_version_attempt UNIQUE (submission_number, grader_version, attempt)
);
INSERT INTO "verdicts" VALUES(1,1,'1',1,'graded',20,'{"exercise": "motion-light", "version": 1, "status": "graded", "score": 20, "trace_sha256": "0000000000000000000000000000000000000000000000000000000000000000", "runs": [], "findings": [], "mistakes": [], "reason": null, "simulated_s": 0.0, "wall_s": 0.0, "python": "", "confined": null, "output": ""}','2026-11-23 20:51:52.131043');
INSERT INTO "verdicts" VALUES(2,2,'1',1,'graded',40,'{"exercise": "motion-light", "version": 1, "status": "graded", "score": 40, "trace_sha256": "0000000000000000000000000000000000000000000000000000000000000001", "runs": [], "findings": [], "mistakes": [], "reason": null, "simulated_s": 0.0, "wall_s": 0.0, "python": "", "confined": null, "output": ""}','2026-11-23 20:51:52.137867');
INSERT INTO "verdicts" VALUES(3,3,'1',1,'graded',60,'{"exercise": "motion-light", "version": 1, "status": "graded", "score": 60, "trace_sha256": "0000000000000000000000000000000000000000000000000000000000000002", "runs": [], "findings": [], "mistakes": [], "reason": null, "simulated_s": 0.0, "wall_s": 0.0, "python": "", "confined": null, "output": ""}','2026-11-23 20:51:52.140784');
CREATE TABLE workflow_events (
    workflow_uuid TEXT NOT NULL,
    key TEXT NOT NULL,
    value TEXT NOT NULL, "serialization" TEXT DEFAULT NULL,
    PRIMARY KEY (workflow_uuid, key),
    FOREIGN KEY (workflow_uuid) REFERENCES workflow_status(workflow_uuid) 
        ON UPDATE CASCADE ON DELETE CASCADE
);
CREATE TABLE workflow_events_history (
    workflow_uuid TEXT NOT NULL,
    function_id INTEGER NOT NULL,
    key TEXT NOT NULL,
    value TEXT NOT NULL, "serialization" TEXT DEFAULT NULL,
    PRIMARY KEY (workflow_uuid, function_id, key),
    FOREIGN KEY (workflow_uuid) REFERENCES workflow_status(workflow_uuid)
        ON UPDATE CASCADE ON DELETE CASCADE
);
CREATE TABLE workflow_input (
    workflow_uuid TEXT NOT NULL PRIMARY KEY,
    inputs TEXT,
    retention_timestamp INTEGER NOT NULL DEFAULT (strftime('%s','now') * 1000)
);
INSERT INTO "workflow_input" VALUES('kpysgswhmyys:1:1','gASVLgAAAAAAAAB9lCiMBGFyZ3OUjAxrcHlzZ3N3aG15eXOUjAExlEsBh5SMBmt3YXJnc5R9lHUu',1795467111000);
INSERT INTO "workflow_input" VALUES('4u6yyexbdh4e:1:1','gASVLgAAAAAAAAB9lCiMBGFyZ3OUjAw0dTZ5eWV4YmRoNGWUjAExlEsBh5SMBmt3YXJnc5R9lHUu',1795467112000);
INSERT INTO "workflow_input" VALUES('t7fwt84z2x7g:1:1','gASVLgAAAAAAAAB9lCiMBGFyZ3OUjAx0N2Z3dDg0ejJ4N2eUjAExlEsBh5SMBmt3YXJnc5R9lHUu',1795467112000);
INSERT INTO "workflow_input" VALUES('3tczgqfrej48:1:1','gASVLgAAAAAAAAB9lCiMBGFyZ3OUjAwzdGN6Z3FmcmVqNDiUjAExlEsBh5SMBmt3YXJnc5R9lHUu',1795467112000);
CREATE TABLE workflow_output (
    workflow_uuid TEXT NOT NULL PRIMARY KEY,
    output TEXT,
    error TEXT,
    retention_timestamp INTEGER NOT NULL DEFAULT (strftime('%s','now') * 1000)
);
CREATE TABLE workflow_schedules (
    schedule_id TEXT PRIMARY KEY,
    schedule_name TEXT NOT NULL UNIQUE,
    workflow_name TEXT NOT NULL,
    workflow_class_name TEXT,
    schedule TEXT NOT NULL,
    status TEXT NOT NULL DEFAULT 'ACTIVE',
    context TEXT NOT NULL
, "last_fired_at" TEXT DEFAULT NULL, "automatic_backfill" BOOLEAN NOT NULL DEFAULT FALSE, "cron_timezone" TEXT DEFAULT NULL, "queue_name" TEXT DEFAULT NULL, "application_name" TEXT DEFAULT NULL);
CREATE TABLE workflow_status (
    workflow_uuid TEXT PRIMARY KEY,
    status TEXT,
    name TEXT,
    authenticated_user TEXT,
    assumed_role TEXT,
    authenticated_roles TEXT,
    request TEXT,
    output TEXT,
    error TEXT,
    executor_id TEXT,
    created_at INTEGER NOT NULL DEFAULT (strftime('%s','now') * 1000),
    updated_at INTEGER NOT NULL DEFAULT (strftime('%s','now') * 1000),
    application_version TEXT,
    application_id TEXT,
    class_name TEXT DEFAULT NULL,
    config_name TEXT DEFAULT NULL,
    recovery_attempts INTEGER DEFAULT 0,
    queue_name TEXT,
    workflow_timeout_ms INTEGER,
    workflow_deadline_epoch_ms INTEGER,
    inputs TEXT,
    started_at_epoch_ms INTEGER,
    deduplication_id TEXT,
    priority INTEGER NOT NULL DEFAULT 0
, queue_partition_key TEXT, forked_from TEXT, "owner_xid" TEXT DEFAULT NULL, "parent_workflow_id" TEXT DEFAULT NULL, "serialization" TEXT DEFAULT NULL, "delay_until_epoch_ms" BIGINT DEFAULT NULL, "was_forked_from" BOOLEAN NOT NULL DEFAULT FALSE, "rate_limited" BOOLEAN NOT NULL DEFAULT FALSE, "completed_at" BIGINT, "attributes" TEXT, "schedule_name" TEXT, "debounce_deadline_epoch_ms" BIGINT DEFAULT NULL, "is_debounced" BOOLEAN NOT NULL DEFAULT FALSE, "application_name" TEXT DEFAULT NULL, "creator_xid" TEXT DEFAULT NULL);
INSERT INTO "workflow_status" VALUES('kpysgswhmyys:1:1','ENQUEUED','grade_submission',NULL,NULL,NULL,NULL,NULL,NULL,NULL,1795467111000,1795467111000,'1',NULL,NULL,NULL,0,'grading',NULL,NULL,NULL,NULL,NULL,0,NULL,NULL,NULL,NULL,'py_pickle',NULL,0,0,NULL,'null',NULL,NULL,0,'khaneh','ada7a88c-f778-4c29-9ad3-d866b2882ae2');
INSERT INTO "workflow_status" VALUES('4u6yyexbdh4e:1:1','ENQUEUED','grade_submission',NULL,NULL,NULL,NULL,NULL,NULL,NULL,1795467112000,1795467112000,'1',NULL,NULL,NULL,0,'grading',NULL,NULL,NULL,NULL,NULL,0,NULL,NULL,NULL,NULL,'py_pickle',NULL,0,0,NULL,'null',NULL,NULL,0,'khaneh','83d16f08-6a19-4389-87cb-b6bd5ed9bb3f');
INSERT INTO "workflow_status" VALUES('t7fwt84z2x7g:1:1','ENQUEUED','grade_submission',NULL,NULL,NULL,NULL,NULL,NULL,NULL,1795467112000,1795467112000,'1',NULL,NULL,NULL,0,'grading',NULL,NULL,NULL,NULL,NULL,0,NULL,NULL,NULL,NULL,'py_pickle',NULL,0,0,NULL,'null',NULL,NULL,0,'khaneh','be7701e6-7cd8-4a07-a2bb-f67d756daf60');
INSERT INTO "workflow_status" VALUES('3tczgqfrej48:1:1','ENQUEUED','grade_submission',NULL,NULL,NULL,NULL,NULL,NULL,NULL,1795467112000,1795467112000,'1',NULL,NULL,NULL,0,'grading',NULL,NULL,NULL,NULL,NULL,0,NULL,NULL,NULL,NULL,'py_pickle',NULL,0,0,NULL,'null',NULL,NULL,0,'khaneh','86ececfe-7796-434f-a119-35c38d9c40dd');
CREATE INDEX ix_sessions_user_id ON sessions (user_id);
CREATE INDEX ix_submissions_exercise ON submissions (exercise);
CREATE INDEX ix_submissions_stage ON submissions (stage);
CREATE INDEX ix_submissions_student_id ON submissions (student_id);
CREATE INDEX ix_mqtt_credentials_lab_id ON mqtt_credentials (lab_id);
CREATE INDEX ix_verdicts_submission_number ON verdicts (submission_number);
CREATE INDEX workflow_status_created_at_index ON workflow_status (created_at);
CREATE INDEX idx_workflow_topic ON notifications (destination_uuid, topic);
CREATE INDEX "idx_workflow_status_delayed" ON "workflow_status" ("delay_until_epoch_ms") WHERE status = 'DELAYED';
CREATE INDEX "idx_workflow_status_forked_from" ON "workflow_status" ("forked_from") WHERE "forked_from" IS NOT NULL;
CREATE INDEX "idx_workflow_status_parent_workflow_id" ON "workflow_status" ("parent_workflow_id") WHERE "parent_workflow_id" IS NOT NULL;
CREATE UNIQUE INDEX "uq_workflow_status_dedup_id" ON "workflow_status" ("queue_name", "deduplication_id") WHERE "deduplication_id" IS NOT NULL;
CREATE INDEX "idx_workflow_status_pending" ON "workflow_status" ("created_at") WHERE "status" = 'PENDING';
CREATE INDEX "idx_workflow_status_failed" ON "workflow_status" ("status", "created_at") WHERE "status" IN ('ERROR', 'CANCELLED', 'MAX_RECOVERY_ATTEMPTS_EXCEEDED');
CREATE INDEX "idx_workflow_status_rate_limited" ON "workflow_status" ("queue_name", "started_at_epoch_ms") WHERE "rate_limited" = TRUE;
CREATE INDEX "idx_workflow_status_completed_at" ON "workflow_status" ("completed_at") WHERE "completed_at" IS NOT NULL;
CREATE INDEX "idx_workflow_status_started_at" ON "workflow_status" ("started_at_epoch_ms") WHERE "started_at_epoch_ms" IS NOT NULL;
CREATE INDEX "idx_workflow_status_schedule_name" ON "workflow_status" ("schedule_name") WHERE "schedule_name" IS NOT NULL;
CREATE UNIQUE INDEX "uq_application_versions_owner_version"
    ON application_versions ("application_name", "version_name")
    WHERE "application_name" IS NOT NULL;
CREATE UNIQUE INDEX "uq_application_versions_unclaimed_version"
    ON application_versions ("version_name")
    WHERE "application_name" IS NULL;
CREATE INDEX idx_workflow_input_retention
    ON workflow_input (retention_timestamp);
CREATE INDEX idx_workflow_output_retention
    ON workflow_output (retention_timestamp);
CREATE INDEX idx_operation_outputs_retention
    ON operation_outputs (retention_timestamp);
CREATE INDEX "idx_workflow_status_in_flight_v2" ON "workflow_status" ("queue_name", "status", "priority", "created_at", "application_name") WHERE "status" IN ('ENQUEUED', 'PENDING');
CREATE INDEX "idx_workflow_status_partition_dequeue_v3" ON "workflow_status" ("queue_name", "status", "queue_partition_key", "priority", "created_at", "workflow_uuid", "application_name") WHERE "status" IN ('ENQUEUED', 'PENDING') AND "queue_partition_key" IS NOT NULL;
CREATE INDEX "idx_operation_outputs_completed_at_function_name_v2" ON "operation_outputs" ("completed_at_epoch_ms", "function_name", "application_name");
CREATE INDEX "idx_workflow_status_deadline" ON "workflow_status" ("workflow_deadline_epoch_ms") WHERE "status" IN ('ENQUEUED', 'PENDING', 'DELAYED') AND "workflow_deadline_epoch_ms" IS NOT NULL;
CREATE INDEX "idx_application_versions_timestamp" ON "application_versions" ("version_timestamp" DESC);
CREATE INDEX "idx_application_versions_owner_timestamp" ON "application_versions" ("application_name", "version_timestamp" DESC);
COMMIT;
