BEGIN TRANSACTION;
CREATE TABLE alembic_version (
	version_num VARCHAR(32) NOT NULL, 
	CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num)
);
INSERT INTO "alembic_version" VALUES('0002');
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
INSERT INTO "classes" VALUES('dy8u22mk9pfx','کلاس نمونه / Demo class','24DDPXAW',NULL,'2026-11-23 20:51:56.352320');
INSERT INTO "classes" VALUES('5atym3q7h4zc','مبانی اینترنت اشیا','ZV2EMMZV','wedkubbarvhv','2026-11-23 20:51:56.669003');
CREATE TABLE dbos_migrations (version INTEGER NOT NULL PRIMARY KEY);
INSERT INTO "dbos_migrations" VALUES(125);
CREATE TABLE installation (
	name VARCHAR(64) NOT NULL, 
	value VARCHAR(255) NOT NULL, 
	CONSTRAINT pk_installation PRIMARY KEY (name)
);
INSERT INTO "installation" VALUES('demo class','dy8u22mk9pfx');
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
INSERT INTO "labs" VALUES('demo',NULL,NULL,'winter-day',1.0,0,'2026-11-23 20:51:56.352320');
INSERT INTO "labs" VALUES('f0d9479f5b76','q9zkmpqezmk2','motion-light',NULL,1.0,0,'2026-11-23 20:51:57.965519');
CREATE TABLE memberships (
	class_id VARCHAR(32) NOT NULL, 
	user_id VARCHAR(32) NOT NULL, 
	name_key VARCHAR(120) NOT NULL, 
	CONSTRAINT pk_memberships PRIMARY KEY (class_id, user_id), 
	CONSTRAINT fk_memberships_class_id_classes FOREIGN KEY(class_id) REFERENCES classes (id) ON DELETE CASCADE, 
	CONSTRAINT fk_memberships_user_id_users FOREIGN KEY(user_id) REFERENCES users (id) ON DELETE CASCADE, 
	CONSTRAINT uq_memberships_class_id_name_key UNIQUE (class_id, name_key)
);
INSERT INTO "memberships" VALUES('5atym3q7h4zc','q9zkmpqezmk2','نگار احمدی');
INSERT INTO "memberships" VALUES('5atym3q7h4zc','6qvbyfemhuep','بهار کریمی');
INSERT INTO "memberships" VALUES('dy8u22mk9pfx','vn8qfwpwzp4d','مینا');
CREATE TABLE mqtt_credentials (
	username VARCHAR(64) NOT NULL, 
	token_hash VARCHAR(64) NOT NULL, 
	lab_id VARCHAR(32) NOT NULL, nonce VARCHAR(64), 
	CONSTRAINT pk_mqtt_credentials PRIMARY KEY (username), 
	CONSTRAINT fk_mqtt_credentials_lab_id_labs FOREIGN KEY(lab_id) REFERENCES labs (id) ON DELETE CASCADE
);
INSERT INTO "mqtt_credentials" VALUES('demo','1661a1a6bcd361431b52101d47e75e776922c4b070df217635503f6bf98b7a9e','demo','x7AibYfUJ7ANl1sB85kJDyTzxFcGteEx');
INSERT INTO "mqtt_credentials" VALUES('f0d9479f5b76','f429b280a983bc6420524fd82bcd0252b4f88ba1f83fad59843e54cdddb6ce69','f0d9479f5b76','7Zryer493yxFle6xY97srJvYH8KxcsIN');
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
INSERT INTO "sessions" VALUES('e65ccc35345d3a8ba3f698721b0eb8f49ab9179f93d7bda10b3f6d075b092c34','wedkubbarvhv','2026-11-23 20:51:56.582194','2026-12-23 20:51:56.582194');
INSERT INTO "sessions" VALUES('b84d8c28c00262b44a4ace5183f8e784ac873ab1672dfa9f7cdd196478361591','q9zkmpqezmk2','2026-11-23 20:51:56.798569','2026-12-23 20:51:56.798569');
INSERT INTO "sessions" VALUES('3799a5fa9eb709897eb8ebbc6a814984a62766af43e31163539c465cb87d367f','6qvbyfemhuep','2026-11-23 20:51:56.875640','2026-12-23 20:51:56.875640');
INSERT INTO "sessions" VALUES('4c8a4a2ad6bedd9e03ca8b56447c615c596de28fa13e5b72fd7f2a3a59a9c13c','vn8qfwpwzp4d','2026-11-23 20:51:56.941514','2026-12-23 20:51:56.941514');
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
INSERT INTO "submissions" VALUES(1,'4a5znnk6vw3u','q9zkmpqezmk2','motion-light',1,'key-0-0','86890725ac424418ee5a850e266a3e26abd37d35c0e4c65a3d7c8c9d9a0f7ab1','2026-11-23 20:51:57.782211','done',1,NULL);
INSERT INTO "submissions" VALUES(2,'amj643rwhbub','q9zkmpqezmk2','motion-light',1,'key-0-1','0cc0d7049ba9453ae30272397e4f6d96635ec38bf28dd0178065db0569769c5b','2026-11-23 20:51:57.816401','done',1,NULL);
INSERT INTO "submissions" VALUES(3,'8c7zeryv9akx','6qvbyfemhuep','motion-light',1,'key-1-0','e1482c796d689d77ba9d8c1699c3960daa73420a248b0221fac82fd743c306a6','2026-11-23 20:51:57.876589','done',1,NULL);
INSERT INTO "submissions" VALUES(4,'v2emn4xtz2uc','6qvbyfemhuep','motion-light',1,'key-1-1','b7bbfd9689a7379c66e19a6f0f964cd4c7318744caca9b812c4266b445b8224a','2026-11-23 20:51:57.888949','queued',1,NULL);
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
INSERT INTO "users" VALUES('wedkubbarvhv','instructor','استاد / Instructor','ostad','$argon2id$v=19$m=19456,t=2,p=1$pYXK8eUfGAL32Wl6SdCmdg$L537VwUKkOWUINWLm/wfxUZPK6TIXtyN8p2syBHwERk',NULL,'2026-11-23 20:51:56.578067');
INSERT INTO "users" VALUES('q9zkmpqezmk2','student','نگار احمدی',NULL,NULL,'$argon2id$v=19$m=19456,t=2,p=1$Bnx2nCY1ND+AQp46vrUbuQ$qy/qFOc7XgM6X2Yq/753Lqr3bm4boHY4OphOzXcIiL8','2026-11-23 20:51:56.762870');
INSERT INTO "users" VALUES('6qvbyfemhuep','student','بهار کریمی',NULL,NULL,'$argon2id$v=19$m=19456,t=2,p=1$soaTE2bPH9xruFWK/1aCwg$jWsifRAU1IQBwUU7Mbi+36/JshbUjMw/4qkk7XkiEow','2026-11-23 20:51:56.843192');
INSERT INTO "users" VALUES('vn8qfwpwzp4d','student','مینا',NULL,NULL,'$argon2id$v=19$m=19456,t=2,p=1$RCeLUvxTfXAZsg8kw0EbVA$j/61N1LCILJjzMuTx7wW94Ga1+G9BW/EXzQ9xh1x6SU','2026-11-23 20:51:56.913419');
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
INSERT INTO "verdicts" VALUES(1,1,'1',1,'graded',20,'{"format": 1, "exercise": "motion-light", "version": 1, "status": "graded", "score": 20, "trace_sha256": "0000000000000000000000000000000000000000000000000000000000000000", "runs": [], "findings": [], "mistakes": [], "reason": null, "simulated_s": 0.0, "wall_s": 0.0, "grader_version": "", "python": "", "implementation": "", "confined": null, "output": "", "unstable": false, "remarks": []}','2026-11-23 20:51:57.939223');
INSERT INTO "verdicts" VALUES(2,2,'1',1,'graded',40,'{"format": 1, "exercise": "motion-light", "version": 1, "status": "graded", "score": 40, "trace_sha256": "0000000000000000000000000000000000000000000000000000000000000001", "runs": [], "findings": [], "mistakes": [], "reason": null, "simulated_s": 0.0, "wall_s": 0.0, "grader_version": "", "python": "", "implementation": "", "confined": null, "output": "", "unstable": false, "remarks": []}','2026-11-23 20:51:57.946804');
INSERT INTO "verdicts" VALUES(3,3,'1',1,'graded',60,'{"format": 1, "exercise": "motion-light", "version": 1, "status": "graded", "score": 60, "trace_sha256": "0000000000000000000000000000000000000000000000000000000000000002", "runs": [], "findings": [], "mistakes": [], "reason": null, "simulated_s": 0.0, "wall_s": 0.0, "grader_version": "", "python": "", "implementation": "", "confined": null, "output": "", "unstable": false, "remarks": []}','2026-11-23 20:51:57.949505');
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
INSERT INTO "workflow_input" VALUES('4a5znnk6vw3u:3:1','gASVLgAAAAAAAAB9lCiMBGFyZ3OUjAw0YTV6bm5rNnZ3M3WUjAEzlEsBh5SMBmt3YXJnc5R9lHUu',1795467117000);
INSERT INTO "workflow_input" VALUES('amj643rwhbub:3:1','gASVLgAAAAAAAAB9lCiMBGFyZ3OUjAxhbWo2NDNyd2hidWKUjAEzlEsBh5SMBmt3YXJnc5R9lHUu',1795467117000);
INSERT INTO "workflow_input" VALUES('8c7zeryv9akx:3:1','gASVLgAAAAAAAAB9lCiMBGFyZ3OUjAw4Yzd6ZXJ5djlha3iUjAEzlEsBh5SMBmt3YXJnc5R9lHUu',1795467117000);
INSERT INTO "workflow_input" VALUES('v2emn4xtz2uc:3:1','gASVLgAAAAAAAAB9lCiMBGFyZ3OUjAx2MmVtbjR4dHoydWOUjAEzlEsBh5SMBmt3YXJnc5R9lHUu',1795467117000);
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
INSERT INTO "workflow_status" VALUES('4a5znnk6vw3u:3:1','ENQUEUED','grade_submission',NULL,NULL,NULL,NULL,NULL,NULL,NULL,1795467117000,1795467117000,'1',NULL,NULL,NULL,0,'grading',NULL,NULL,NULL,NULL,NULL,0,NULL,NULL,NULL,NULL,'py_pickle',NULL,0,0,NULL,'null',NULL,NULL,0,'khaneh','ebad6982-d77b-4376-9def-5640ffa96034');
INSERT INTO "workflow_status" VALUES('amj643rwhbub:3:1','ENQUEUED','grade_submission',NULL,NULL,NULL,NULL,NULL,NULL,NULL,1795467117000,1795467117000,'1',NULL,NULL,NULL,0,'grading',NULL,NULL,NULL,NULL,NULL,0,NULL,NULL,NULL,NULL,'py_pickle',NULL,0,0,NULL,'null',NULL,NULL,0,'khaneh','5803cb58-a006-4ff5-9969-45806a1d104f');
INSERT INTO "workflow_status" VALUES('8c7zeryv9akx:3:1','ENQUEUED','grade_submission',NULL,NULL,NULL,NULL,NULL,NULL,NULL,1795467117000,1795467117000,'1',NULL,NULL,NULL,0,'grading',NULL,NULL,NULL,NULL,NULL,0,NULL,NULL,NULL,NULL,'py_pickle',NULL,0,0,NULL,'null',NULL,NULL,0,'khaneh','0b0ef285-29eb-4c42-9f3f-8df4ec10aba2');
INSERT INTO "workflow_status" VALUES('v2emn4xtz2uc:3:1','ENQUEUED','grade_submission',NULL,NULL,NULL,NULL,NULL,NULL,NULL,1795467117000,1795467117000,'1',NULL,NULL,NULL,0,'grading',NULL,NULL,NULL,NULL,NULL,0,NULL,NULL,NULL,NULL,'py_pickle',NULL,0,0,NULL,'null',NULL,NULL,0,'khaneh','c31f743e-ef86-4e89-bc9f-03e8e3f03492');
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
