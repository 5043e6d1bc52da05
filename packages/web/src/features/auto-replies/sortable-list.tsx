import {
  type Announcements,
  closestCenter,
  DndContext,
  type DragEndEvent,
  KeyboardSensor,
  type Modifier,
  PointerSensor,
  useSensor,
  useSensors,
} from "@dnd-kit/core";
import {
  arrayMove,
  SortableContext,
  sortableKeyboardCoordinates,
  useSortable,
  verticalListSortingStrategy,
} from "@dnd-kit/sortable";
import { CSS } from "@dnd-kit/utilities";
import { ActionIcon } from "@mantine/core";
import { IconGripVertical } from "@tabler/icons-react";
import { type ReactNode, useRef } from "react";
import { useTranslation } from "react-i18next";
import { useListKeys } from "../../components/use-list-keys.ts";
import classes from "./sortable-list.module.css";

interface SortableItem {
  readonly id: string;
  readonly name: string;
}

interface SortableListProps<Item extends SortableItem> {
  readonly label: string;
  readonly items: readonly Item[];
  /** Called with all ids in their new order. Left out: nothing can be moved. */
  readonly onReorder?: ((ids: string[]) => void) | undefined;
  /** `handle` is what it is dragged by, and is to stand first. */
  readonly children: (item: Item, index: number, handle: ReactNode) => ReactNode;
}

const upAndDown: Modifier = ({ transform }) => ({ ...transform, x: 0 });
/** A click is no drag yet. */
const DRAG_AFTER_PX = 4;

/** A list whose order people choose: by dragging a handle, also with the keyboard (space, arrows, space). */
export function SortableList<Item extends SortableItem>({
  label,
  items,
  onReorder,
  children,
}: SortableListProps<Item>) {
  const { t } = useTranslation();
  const list = useRef<HTMLOListElement>(null);
  useListKeys(list);
  const sensors = useSensors(
    useSensor(PointerSensor, { activationConstraint: { distance: DRAG_AFTER_PX } }),
    useSensor(KeyboardSensor, { coordinateGetter: sortableKeyboardCoordinates }),
  );
  const ids = items.map(({ id }) => id);
  const count = ids.length;
  const nameOf = (id: string | number) => items.find((item) => item.id === id)?.name ?? "";
  const placeOf = (id: string | number | undefined) => ids.indexOf(String(id)) + 1;
  const announcements: Announcements = {
    onDragStart: ({ active }) =>
      t("autoReplies.drag.lifted", { name: nameOf(active.id), position: placeOf(active.id), count }),
    onDragOver: ({ active, over }) =>
      t("autoReplies.drag.over", { name: nameOf(active.id), position: placeOf(over?.id), count }),
    onDragEnd: ({ active, over }) =>
      t("autoReplies.drag.dropped", { name: nameOf(active.id), position: placeOf(over?.id), count }),
    onDragCancel: ({ active }) => t("autoReplies.drag.cancelled", { name: nameOf(active.id) }),
  };

  function drop({ active, over }: DragEndEvent): void {
    if (over === null || active.id === over.id) return;
    onReorder?.(arrayMove(ids, placeOf(active.id) - 1, placeOf(over.id) - 1));
  }

  return (
    <DndContext
      sensors={sensors}
      collisionDetection={closestCenter}
      modifiers={[upAndDown]}
      onDragEnd={drop}
      accessibility={{ announcements, screenReaderInstructions: { draggable: t("autoReplies.drag.instructions") } }}
    >
      <SortableContext items={ids} strategy={verticalListSortingStrategy} disabled={onReorder === undefined}>
        <ol ref={list} className={classes.list} aria-label={label}>
          {items.map((item, index) => (
            <SortableRow key={item.id} item={item} isMovable={onReorder !== undefined}>
              {(handle) => children(item, index, handle)}
            </SortableRow>
          ))}
        </ol>
      </SortableContext>
    </DndContext>
  );
}

interface SortableRowProps {
  readonly item: SortableItem;
  readonly isMovable: boolean;
  readonly children: (handle: ReactNode) => ReactNode;
}

function SortableRow({ item, isMovable, children }: SortableRowProps) {
  const { t } = useTranslation();
  const { attributes, listeners, setNodeRef, setActivatorNodeRef, transform, transition, isDragging } = useSortable({
    id: item.id,
  });
  // What it is and what it does, not how the library is made.
  const { role: _role, "aria-roledescription": _description, "aria-disabled": _disabled, ...named } = attributes;
  const handle = isMovable && (
    <ActionIcon
      ref={setActivatorNodeRef}
      variant="subtle"
      color="gray"
      size={28}
      className={classes.handle}
      aria-label={t("autoReplies.drag.handle", { name: item.name })}
      {...named}
      {...listeners}
    >
      <IconGripVertical size={16} />
    </ActionIcon>
  );
  return (
    <li
      ref={setNodeRef}
      className={classes.item}
      data-dragging={isDragging || undefined}
      style={{ transform: CSS.Translate.toString(transform), transition }}
    >
      {children(handle)}
    </li>
  );
}

/** All ids with one of them moved by so many places, as far as the list goes. */
export function moveBy(ids: readonly string[], id: string, places: number): string[] {
  const from = ids.indexOf(id);
  const to = Math.min(ids.length - 1, Math.max(0, from + places));
  return arrayMove([...ids], from, to);
}
