/**
 * What can go wrong around the embedded database, as errors whose message is a sentence for the person who runs the
 * server: what is wrong, where, and what to do. Print `message`; the stack and `cause` are for the log only.
 */
export class EmbeddedPostgresError extends Error {
  /** Stable, for programs. */
  readonly code: string;

  constructor(code: string, message: string, cause?: unknown) {
    super(message, cause === undefined ? undefined : { cause });
    this.name = "EmbeddedPostgresError";
    this.code = code;
  }
}

/** Another server owns the data folder. Retrying helps only after that server has stopped. */
export class DataFolderInUse extends EmbeddedPostgresError {
  readonly dataDir: string;
  /** Process id of the owner; undefined when it has not yet written its name down. */
  readonly ownerPid: number | undefined;

  constructor(dataDir: string, ownerPid: number | undefined) {
    const owner =
      ownerPid === undefined
        ? "another Chasqui server"
        : ownerPid === process.pid
          ? `this very process (${ownerPid})`
          : `another Chasqui server (process ${ownerPid})`;
    super(
      "DATA_FOLDER_IN_USE",
      `The data folder ${dataDir} is in use by ${owner}. Stop that server first, or set CHASQUI_DATA_DIR to a different folder to run a second one.`,
    );
    this.name = "DataFolderInUse";
    this.dataDir = dataDir;
    this.ownerPid = ownerPid;
  }
}

/** A folder cannot be used: no permission, no space, read-only. Retrying helps once the person has mended it. */
export class FolderUnusable extends EmbeddedPostgresError {
  readonly folder: string;

  constructor(folder: string, message: string, cause?: unknown) {
    super("FOLDER_UNUSABLE", message, cause);
    this.name = "FolderUnusable";
    this.folder = folder;
  }
}

/** The cluster on disk was made by another major version of PostgreSQL than the one shipped with this server. */
export class ClusterVersionMismatch extends EmbeddedPostgresError {
  readonly found: string;
  readonly needed: string;

  constructor(clusterDir: string, found: string, needed: string) {
    super(
      "CLUSTER_VERSION_MISMATCH",
      `The database in ${clusterDir} was made by PostgreSQL ${found}, but this version of Chasqui ships PostgreSQL ${needed}, which cannot read it. ` +
        `Start the Chasqui version you used before, run "chasqui backup" with it, then restore that backup with this version into an empty data folder.`,
    );
    this.name = "ClusterVersionMismatch";
    this.found = found;
    this.needed = needed;
  }
}

/** The data folder says where its database is, and it is not there. An empty one must not silently take its place. */
export class ClusterMissing extends EmbeddedPostgresError {
  constructor(clusterDir: string, pointerFile: string) {
    super(
      "CLUSTER_MISSING",
      `The database of this data folder should be in ${clusterDir}, but it is not there. Put that folder back ` +
        `(it may be on a disk that is not mounted, or in a container that was replaced), or, to begin with an empty database, delete ${pointerFile}.`,
    );
    this.name = "ClusterMissing";
  }
}

/** PostgreSQL could not be started or set up, for a reason the message explains as well as it can. */
export class PostgresStartFailed extends EmbeddedPostgresError {
  constructor(message: string, cause?: unknown) {
    super("POSTGRES_START_FAILED", message, cause);
    this.name = "PostgresStartFailed";
  }
}
