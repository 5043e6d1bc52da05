import type { ChannelLimitSettings } from "@chasqui/client";

type Given = number | string;

/** As the form holds them: a field that is empty holds "". */
export interface LimitValues {
  readonly isOn: boolean;
  /** Empty: any number. */
  readonly dailyMessages: Given;
  readonly dailyNewPeople: Given;
  readonly warmUp: {
    readonly isOn: boolean;
    readonly days: Given;
    readonly firstDayMessages: Given;
    readonly firstDayNewPeople: Given;
  };
  readonly quietHours: {
    /** Empty: the installation's. */
    readonly timezone: string;
    readonly windows: ChannelLimitSettings["quietHours"]["windows"];
  };
  readonly coldStop: { readonly hours: Given };
}

export function limitValuesOf(settings: ChannelLimitSettings): LimitValues {
  return {
    ...settings,
    dailyMessages: settings.dailyMessages ?? "",
    dailyNewPeople: settings.dailyNewPeople ?? "",
    quietHours: { ...settings.quietHours, timezone: settings.quietHours.timezone ?? "" },
  };
}

/** The form must hold no problems. `saved`: what a field keeps that was left empty and is not shown. */
export function limitSettingsOf(values: LimitValues, saved: ChannelLimitSettings): ChannelLimitSettings {
  const { warmUp, quietHours, coldStop } = values;
  return {
    isOn: values.isOn,
    dailyMessages: countOf(values.dailyMessages),
    dailyNewPeople: countOf(values.dailyNewPeople),
    warmUp: {
      isOn: warmUp.isOn,
      days: countOf(warmUp.days) ?? saved.warmUp.days,
      firstDayMessages: countOf(warmUp.firstDayMessages) ?? saved.warmUp.firstDayMessages,
      firstDayNewPeople: countOf(warmUp.firstDayNewPeople) ?? saved.warmUp.firstDayNewPeople,
    },
    quietHours: { timezone: quietHours.timezone === "" ? null : quietHours.timezone, windows: quietHours.windows },
    coldStop: { hours: Number(coldStop.hours) },
  };
}

function countOf(given: Given): number | null {
  return given === "" ? null : Number(given);
}

export type Risk = "off" | "messages" | "newPeople" | "warmUpOff" | "warmUp" | "quietHours" | "coldStop";

/** In what the values are bolder than our careful choice. */
export function findRisks(values: LimitValues, defaults: ChannelLimitSettings): Risk[] {
  if (!values.isOn) return defaults.isOn ? ["off"] : [];
  const { warmUp } = values;
  const isBolder = (given: Given, careful: number | null) =>
    given === "" ? careful !== null : careful !== null && Number(given) > careful;
  const isShorter = (given: Given, careful: number) => given !== "" && Number(given) < careful;
  const risks: Record<Exclude<Risk, "off">, boolean> = {
    messages: isBolder(values.dailyMessages, defaults.dailyMessages),
    newPeople: isBolder(values.dailyNewPeople, defaults.dailyNewPeople),
    warmUpOff: !warmUp.isOn,
    warmUp:
      warmUp.isOn &&
      (isShorter(warmUp.days, defaults.warmUp.days) ||
        isBolder(warmUp.firstDayMessages, defaults.warmUp.firstDayMessages) ||
        isBolder(warmUp.firstDayNewPeople, defaults.warmUp.firstDayNewPeople)),
    quietHours: values.quietHours.windows.length === 0,
    coldStop: isShorter(values.coldStop.hours, defaults.coldStop.hours),
  };
  return (Object.keys(risks) as Array<keyof typeof risks>).filter((risk) => risks[risk]);
}

/** The fields that are shown, can't be left empty, and are. */
export function findEmpty({ isOn, warmUp, coldStop, quietHours }: LimitValues): string[] {
  const required = {
    ...(isOn && warmUp.isOn
      ? {
          "warmUp.days": warmUp.days,
          "warmUp.firstDayMessages": warmUp.firstDayMessages,
          "warmUp.firstDayNewPeople": warmUp.firstDayNewPeople,
        }
      : {}),
    "coldStop.hours": coldStop.hours,
  };
  const empty = Object.entries(required).flatMap(([name, value]) => (value === "" ? [name] : []));
  const isIncomplete =
    isOn && quietHours.windows.some(({ weekdays, from, to }) => weekdays.length === 0 || !from || !to);
  return isIncomplete ? [...empty, "quietHours.windows"] : empty;
}
