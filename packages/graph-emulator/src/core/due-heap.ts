interface DueTask {
  readonly due: number;
  /** Breaks ties, so that tasks due at the same time run in the order they were pushed. */
  readonly order: number;
  run: (() => void) | undefined;
}

/** A binary heap of tasks by due time: one timer serves hundreds of thousands of waiting statuses. */
export interface DueHeap {
  push(due: number, task: () => void): () => void;
  /** Takes out the earliest task due at or before `until`. */
  popDue(until: number): (() => void) | undefined;
  nextDue(): number | undefined;
  clear(): void;
}

export function createDueHeap(): DueHeap {
  const heap: DueTask[] = [];
  let pushed = 0;

  const isBefore = (a: DueTask, b: DueTask) => a.due < b.due || (a.due === b.due && a.order < b.order);

  function siftUp(task: DueTask): void {
    let index = heap.length;
    heap.push(task);
    while (index > 0) {
      const parentIndex = (index - 1) >> 1;
      const parent = heap[parentIndex];
      if (parent === undefined || !isBefore(task, parent)) break;
      heap[index] = parent;
      index = parentIndex;
    }
    heap[index] = task;
  }

  function removeTop(): void {
    const last = heap.pop();
    if (last === undefined || heap.length === 0) return;
    let index = 0;
    for (;;) {
      let childIndex = 2 * index + 1;
      let child = heap[childIndex];
      const right = heap[childIndex + 1];
      if (child === undefined) break;
      if (right !== undefined && isBefore(right, child)) {
        child = right;
        childIndex += 1;
      }
      if (!isBefore(child, last)) break;
      heap[index] = child;
      index = childIndex;
    }
    heap[index] = last;
  }

  function dropCancelled(): void {
    while (heap[0] !== undefined && heap[0].run === undefined) removeTop();
  }

  return {
    push(due, run) {
      const task: DueTask = { due, order: pushed++, run };
      siftUp(task);
      return () => {
        task.run = undefined;
      };
    },
    popDue(until) {
      dropCancelled();
      const top = heap[0];
      if (top === undefined || top.due > until) return undefined;
      removeTop();
      const run = top.run;
      top.run = undefined;
      return run;
    },
    nextDue() {
      dropCancelled();
      return heap[0]?.due;
    },
    clear() {
      heap.length = 0;
    },
  };
}
