import { Button, SegmentedControl, Select, Stack, Switch } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { changeFilters, type FilterChange } from "../../app/search-params.ts";
import { useCan } from "../../app/session.ts";
import { type ConversationFilters, countFilters, inboxRoute } from "./filters.ts";
import { channelsQuery, colleaguesQuery, tagsQuery } from "./queries.ts";

const STATES = ["open", "closed", "all"] as const;
const SORTS = ["latest", "oldest", "waiting", "window"] as const;

/** A tag may be the conversation's or its contact's. */
const TAG_OWNERS = ["conversation", "contact"] as const;

function tagValue({ tagId, contactTagId }: ConversationFilters): string | null {
  if (tagId !== undefined) return `conversation ${tagId}`;
  return contactTagId === undefined ? null : `contact ${contactTagId}`;
}

function readTag(value: string | null): FilterChange<ConversationFilters> {
  const [owner, id] = value?.split(" ") ?? [];
  return {
    tagId: owner === "conversation" ? id : undefined,
    contactTagId: owner === "contact" ? id : undefined,
  };
}

/** What narrows the list. All of it stands in the address. */
export function FilterFields({ filters }: { readonly filters: ConversationFilters }) {
  const { t } = useTranslation();
  const navigate = inboxRoute.useNavigate();
  const { data: channels } = useQuery(channelsQuery);
  const { data: tags } = useQuery({ ...tagsQuery, enabled: useCan("contacts:read") });
  const { data: colleagues } = useQuery({ ...colleaguesQuery, enabled: useCan("users:read") });
  const change = (what: FilterChange<ConversationFilters>) =>
    void navigate({ to: ".", search: (now) => changeFilters(now, what), replace: true });
  const isOn = countFilters(filters) > 0 || filters.sort !== undefined;
  return (
    <Stack gap="sm">
      <SegmentedControl
        fullWidth
        aria-label={t("common.state")}
        value={filters.state ?? "open"}
        onChange={(value) => change({ state: STATES.find((one) => one === value && one !== "open") })}
        data={STATES.map((state) => ({ value: state, label: t(`inbox.states.${state}`) }))}
      />
      <Switch
        label={t("inbox.filters.unread")}
        checked={filters.unread === "yes"}
        onChange={(event) => change({ unread: event.currentTarget.checked ? "yes" : undefined })}
      />
      <Select
        label={t("inbox.filters.channel")}
        placeholder={t("inbox.filters.anyChannel")}
        clearable
        comboboxProps={{ withinPortal: false }}
        value={filters.channelId ?? null}
        onChange={(value) => change({ channelId: value ?? undefined })}
        data={(channels?.items ?? []).map(({ id, name }) => ({ value: id, label: name }))}
      />
      <Select
        label={t("inbox.filters.tag")}
        placeholder={t("inbox.filters.anyTag")}
        clearable
        searchable
        comboboxProps={{ withinPortal: false }}
        value={tagValue(filters)}
        onChange={(value) => change(readTag(value))}
        data={TAG_OWNERS.map((owner) => ({
          group: t(`inbox.filters.tagsOf.${owner}`),
          items: (tags?.items ?? []).map(({ id, name }) => ({ value: `${owner} ${id}`, label: name })),
        }))}
      />
      {colleagues && (
        <Select
          label={t("inbox.filters.assigned")}
          placeholder={t("inbox.filters.anybody")}
          clearable
          searchable
          comboboxProps={{ withinPortal: false }}
          value={filters.assigned ?? null}
          onChange={(value) => change({ assigned: value ?? undefined })}
          data={[
            { value: "me", label: t("inbox.tabs.mine") },
            { value: "nobody", label: t("inbox.tabs.unassigned") },
            ...colleagues.map(({ id, name }) => ({ value: id, label: name })),
          ]}
        />
      )}
      <Select
        label={t("inbox.filters.sort")}
        allowDeselect={false}
        comboboxProps={{ withinPortal: false }}
        value={filters.sort ?? "latest"}
        onChange={(value) => change({ sort: SORTS.find((one) => one === value && one !== "latest") })}
        data={SORTS.map((sort) => ({ value: sort, label: t(`inbox.sorts.${sort}`) }))}
      />
      {isOn && (
        <Button
          variant="subtle"
          color="gray"
          onClick={() =>
            change({
              state: undefined,
              unread: undefined,
              channelId: undefined,
              tagId: undefined,
              contactTagId: undefined,
              sort: undefined,
            })
          }
        >
          {t("common.clearFilters")}
        </Button>
      )}
    </Stack>
  );
}
