import { sql } from "kysely";
import type { Db, Tx } from "../../platform/db/index.ts";

/** What a channel's platform calls each of these media, where it has them and will for a while. By media id. */
export async function findUploads(
  tx: Db | Tx,
  channelId: string,
  mediaIds: readonly string[],
  now: Date,
): Promise<Map<string, string>> {
  const { rows } = await sql<{ mediaId: string; providerMediaId: string }>`
    select m.id as "mediaId", u.provider_media_id as "providerMediaId"
    from media m join media_uploads u on u.blob_id = m.blob_id and u.channel_id = ${channelId}
    where m.id = any(${mediaIds}::uuid[]) and u.expires_at > ${now}`.execute(tx);
  return new Map(rows.map((row) => [row.mediaId, row.providerMediaId]));
}

export interface UploadRow {
  readonly channelId: string;
  readonly blobId: string;
  readonly providerMediaId: string;
  readonly uploadedAt: Date;
  readonly expiresAt: Date;
}

export async function upsertUpload(tx: Db | Tx, upload: UploadRow): Promise<void> {
  await sql`
    insert into media_uploads (channel_id, blob_id, provider_media_id, uploaded_at, expires_at)
    values (${upload.channelId}, ${upload.blobId}, ${upload.providerMediaId}, ${upload.uploadedAt}, ${upload.expiresAt})
    on conflict (channel_id, blob_id) do update set provider_media_id = excluded.provider_media_id,
      uploaded_at = excluded.uploaded_at, expires_at = excluded.expires_at`.execute(tx);
}

/** Forgets what was uploaded before a time: what was uploaded since may be good. */
export async function deleteUpload(tx: Db | Tx, channelId: string, mediaId: string, before: Date): Promise<void> {
  await sql`
    delete from media_uploads u using media m
    where m.id = ${mediaId} and u.blob_id = m.blob_id and u.channel_id = ${channelId} and u.uploaded_at <= ${before}`.execute(
    tx,
  );
}

export async function deleteExpiredUploads(tx: Db | Tx, now: Date): Promise<void> {
  await sql`delete from media_uploads where expires_at <= ${now}`.execute(tx);
}
