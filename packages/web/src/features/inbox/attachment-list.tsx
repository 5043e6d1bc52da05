import { CloseButton, Progress } from "@mantine/core";
import { IconAlertTriangle, IconFile } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { describeError } from "../../components/describe-error.ts";
import { useFormat } from "../../components/use-format.ts";
import { type Attachment, type Attachments, isTooLarge } from "./attachments.ts";
import classes from "./composer.module.css";

/** The files that go along: how far each is, and what is wrong with it. What was written stays either way. */
export function AttachmentList({ attachments }: { readonly attachments: Attachments }) {
  const { t } = useTranslation();
  if (attachments.list.length === 0) return null;
  return (
    <ul className={classes.attachments} aria-label={t("inbox.composer.attachments")}>
      {attachments.list.map((attachment) => (
        <AttachmentView
          key={attachment.id}
          attachment={attachment}
          onRemove={() => attachments.remove(attachment.id)}
        />
      ))}
    </ul>
  );
}

function AttachmentView({ attachment, onRemove }: { readonly attachment: Attachment; readonly onRemove: () => void }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { name, size, state, share, preview, media } = attachment;
  const isUnfit = media !== undefined && media.sendableAs.length === 0;
  return (
    <li className={classes.attachment} data-state={isUnfit ? "failed" : state}>
      {preview !== undefined && state !== "failed" ? (
        <img src={preview} alt="" className={classes.thumbnail} />
      ) : (
        <span className={classes.thumbnail}>
          {state === "failed" || isUnfit ? (
            <IconAlertTriangle size={20} aria-hidden />
          ) : (
            <IconFile size={20} aria-hidden />
          )}
        </span>
      )}
      <span className={classes.attachmentText}>
        <span className={classes.attachmentName}>{name}</span>
        {state === "uploading" && (
          <Progress size="sm" value={share * 100} aria-label={t("inbox.composer.uploading", { name })} />
        )}
        {state === "ready" && !isUnfit && <span className={classes.faint}>{format.bytes(size)}</span>}
        {(state === "failed" || isUnfit) && (
          <span className={classes.wrong} role="alert">
            <Wrong attachment={attachment} isUnfit={isUnfit} />
          </span>
        )}
      </span>
      <CloseButton size="sm" aria-label={t("inbox.composer.removeFile", { name })} onClick={onRemove} />
    </li>
  );
}

function Wrong({ attachment, isUnfit }: { readonly attachment: Attachment; readonly isUnfit: boolean }) {
  const { t } = useTranslation();
  if (isUnfit) return t("inbox.composer.unfit");
  if (isTooLarge(attachment.error)) return t("inbox.composer.tooLarge");
  const { title, mend } = describeError(attachment.error, t);
  return mend === undefined ? title : `${title} ${mend}`;
}
