import {
  IconActivity,
  IconDeviceMobile,
  IconHome,
  IconMessageReply,
  IconMessages,
  IconPlugConnected,
  IconSettings,
  IconSparkles,
  IconTemplate,
  IconUsers,
} from "@tabler/icons-react";
import type { ParseKeys } from "i18next";
import type { ComponentType } from "react";
import type { PagePath } from "../page-path.ts";
import type { Scope } from "../session.ts";
import { InboxBadge } from "./inbox-badge.tsx";

/** One page that can be gone to from everywhere: by the navigation, the palette and, with a `key`, by `g` and then that key. */
export interface NavigationItem {
  readonly to: PagePath;
  readonly label: ParseKeys;
  readonly icon: ComponentType<{ size?: number | string; stroke?: number }>;
  /** The second key of the shortcut `g` + key. */
  readonly key?: string;
  /** Shown only to those who may see the page. */
  readonly scope?: Scope;
  /** Pages beside it, behind the same entry: it is marked there, too. */
  readonly alsoAt?: readonly PagePath[];
  /** Beside the label: what waits there. */
  readonly badge?: ComponentType;
  /** In the bar at the bottom of a phone. */
  readonly isInBottomBar?: boolean;
}

export interface NavigationGroup {
  readonly id: "start" | "talk" | "send" | "automate" | "system";
  readonly label?: ParseKeys;
  readonly items: readonly NavigationItem[];
}

/** The left navigation, from top to bottom. Only pages that exist stand here; a group without pages is not shown. */
export const NAVIGATION: readonly NavigationGroup[] = [
  { id: "start", items: [{ to: "/", label: "shell.pages.home", icon: IconHome, key: "h", isInBottomBar: true }] },
  {
    id: "talk",
    label: "shell.groups.talk",
    items: [
      {
        to: "/inbox",
        label: "shell.pages.inbox",
        icon: IconMessages,
        key: "i",
        scope: "conversations:read",
        badge: InboxBadge,
        isInBottomBar: true,
      },
    ],
  },
  {
    id: "send",
    label: "shell.groups.send",
    items: [
      { to: "/templates", label: "shell.pages.templates", icon: IconTemplate, key: "t", scope: "templates:read" },
    ],
  },
  {
    id: "automate",
    label: "shell.groups.automate",
    items: [
      { to: "/auto-replies", label: "shell.pages.autoReplies", icon: IconMessageReply, key: "r", scope: "rules:read" },
      { to: "/ai-replies", label: "shell.pages.aiReplies", icon: IconSparkles, key: "e", scope: "ai-replies:read" },
    ],
  },
  {
    id: "system",
    label: "shell.groups.system",
    items: [
      { to: "/channels", label: "shell.pages.channels", icon: IconPlugConnected, key: "c", scope: "channels:read" },
      { to: "/sandbox", label: "shell.pages.sandbox", icon: IconDeviceMobile, key: "p", scope: "sandbox:read" },
      {
        to: "/alerts",
        label: "shell.pages.activity",
        icon: IconActivity,
        key: "a",
        scope: "alerts:read",
        alsoAt: ["/activity"],
      },
      {
        to: "/users",
        label: "shell.pages.usersAndKeys",
        icon: IconUsers,
        key: "u",
        scope: "users:read",
        alsoAt: ["/api-keys"],
      },
      { to: "/settings", label: "shell.pages.settings", icon: IconSettings, key: "s", scope: "settings:read" },
    ],
  },
];
