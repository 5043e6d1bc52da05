import "@tanstack/react-query";

declare module "@tanstack/react-query" {
  interface Register {
    queryMeta: {
      /** Live events leave it alone: its page listens itself, by onLiveEvent. */
      readsAnewByItself?: boolean;
    };
  }
}
