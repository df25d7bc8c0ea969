CREATE TRIGGER `log_insert` BEFORE INSERT ON `log`
WHEN NEW.`sequence` IS NOT (SELECT coalesce(max(`sequence`), 0) + 1 FROM `log`)
BEGIN
  SELECT raise(ABORT, 'the change log is append-only: the next entry has the next number');
END;
--> statement-breakpoint
CREATE TRIGGER `log_update` BEFORE UPDATE ON `log`
BEGIN
  SELECT raise(ABORT, 'the change log is append-only');
END;
--> statement-breakpoint
CREATE TRIGGER `log_delete` BEFORE DELETE ON `log`
BEGIN
  SELECT raise(ABORT, 'the change log is append-only');
END;
--> statement-breakpoint
CREATE TRIGGER `log_mutation_insert` BEFORE INSERT ON `log_mutation`
WHEN NEW.`sequence` IS NOT (SELECT max(`sequence`) FROM `log`)
  OR NEW.`ordinal` IS NOT (
    SELECT coalesce(max(`ordinal`) + 1, 0) FROM `log_mutation` WHERE `sequence` = NEW.`sequence`
  )
BEGIN
  SELECT raise(ABORT, 'the change log is append-only: mutations belong to the newest entry, in order');
END;
--> statement-breakpoint
CREATE TRIGGER `log_mutation_update` BEFORE UPDATE ON `log_mutation`
BEGIN
  SELECT raise(ABORT, 'the change log is append-only');
END;
--> statement-breakpoint
CREATE TRIGGER `log_mutation_delete` BEFORE DELETE ON `log_mutation`
BEGIN
  SELECT raise(ABORT, 'the change log is append-only');
END;
--> statement-breakpoint
PRAGMA application_id = 1414283586;
--> statement-breakpoint
PRAGMA user_version = 1;
