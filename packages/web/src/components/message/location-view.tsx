import { Anchor } from "@mantine/core";
import { IconMapPin } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import classes from "./message.module.css";

interface LocationViewProps {
  readonly latitude: number;
  readonly longitude: number;
  readonly name?: string;
  readonly address?: string;
}

/** A place, and a link that shows it on a map elsewhere: the app itself asks no other host for anything. */
export function LocationView({ latitude, longitude, name, address }: LocationViewProps) {
  const { t } = useTranslation();
  const place = `${latitude.toFixed(5)}, ${longitude.toFixed(5)}`;
  const map = `https://www.openstreetmap.org/?mlat=${latitude}&mlon=${longitude}#map=16/${latitude}/${longitude}`;
  return (
    <span className={classes.card}>
      <IconMapPin size={22} stroke={1.5} aria-hidden />
      <span className={classes.cardLines}>
        <span className={classes.strong}>{name ?? t("message.types.location")}</span>
        {address !== undefined && <span>{address}</span>}
        <span className={classes.faint}>{place}</span>
        <Anchor href={map} target="_blank" rel="noopener noreferrer" inherit underline="always">
          {t("message.openMap")}
        </Anchor>
      </span>
    </span>
  );
}
