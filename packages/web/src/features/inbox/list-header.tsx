import { ActionIcon, Indicator, Popover } from "@mantine/core";
import { IconFilter } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { changeFilters } from "../../app/search-params.ts";
import { unreadCountsQuery } from "../../app/unread-counts.ts";
import { SearchField } from "../../components/search-field.tsx";
import { FilterFields } from "./filter-fields.tsx";
import { type ConversationFilters, countFilters, inboxRoute } from "./filters.ts";
import classes from "./inbox.module.css";

const TABS = [
  { assigned: "me", count: "mine" },
  { assigned: "nobody", count: "unassigned" },
  { assigned: undefined, count: "all" },
] as const;
/** The server counts no further. */
const MOST_COUNTED = 1000;

/** Search, whose conversations, and the filters. */
export function ListHeader({ filters }: { readonly filters: ConversationFilters }) {
  const { t } = useTranslation();
  const navigate = inboxRoute.useNavigate();
  const { data: counts } = useQuery(unreadCountsQuery);
  const active = countFilters(filters) + (filters.sort === undefined ? 0 : 1);
  return (
    <>
      <div className={classes.searchLine}>
        <SearchField
          label={t("inbox.search")}
          value={filters.q}
          onChange={(q) => void navigate({ to: ".", search: (now) => changeFilters(now, { q }), replace: true })}
        />
        <Popover width={280} position="bottom-end" shadow="md" trapFocus>
          <Indicator disabled={active === 0} label={active} size={16} offset={4}>
            {/* Nothing between: the panel takes its name from the button. */}
            <Popover.Target>
              <ActionIcon
                variant="default"
                size={36}
                title={t("inbox.filters.title")}
                aria-label={
                  active === 0 ? t("inbox.filters.title") : t("inbox.filters.titleWithCount", { count: active })
                }
              >
                <IconFilter size={18} />
              </ActionIcon>
            </Popover.Target>
          </Indicator>
          <Popover.Dropdown>
            <FilterFields filters={filters} />
          </Popover.Dropdown>
        </Popover>
      </div>
      <nav className={classes.tabs} aria-label={t("inbox.tabs.label")}>
        {TABS.map(({ assigned, count }) => {
          const unread = counts?.[count] ?? 0;
          const isActive = filters.assigned === assigned;
          return (
            <Link
              key={count}
              to="."
              search={(now) => changeFilters(now, { assigned })}
              replace
              className={classes.tab}
              data-active={isActive || undefined}
              aria-current={isActive ? "true" : undefined}
              activeOptions={{ exact: true }}
            >
              {t(`inbox.tabs.${count}`)}
              {unread > 0 && (
                <span
                  className={classes.tabCount}
                  role="img"
                  aria-label={t("inbox.unreadConversations", { count: unread })}
                >
                  {unread >= MOST_COUNTED ? "999+" : unread}
                </span>
              )}
            </Link>
          );
        })}
      </nav>
    </>
  );
}
