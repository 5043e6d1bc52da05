import type { SignalDataSet, SignalDataTypeMap, SignalKeyStoreWithTransaction } from "baileys";

/**
 * Signal's state in memory. Its owner runs one operation after the other, so a transaction is just its work.
 */
export function createKeyStore(): SignalKeyStoreWithTransaction {
  const values = new Map<string, unknown>();
  return {
    get<T extends keyof SignalDataTypeMap>(type: T, ids: string[]) {
      const found: { [id: string]: SignalDataTypeMap[T] } = {};
      for (const id of ids) {
        const value = values.get(`${type}/${id}`);
        if (value !== undefined) found[id] = value as SignalDataTypeMap[T];
      }
      return found;
    },
    set(data: SignalDataSet) {
      for (const [type, entries] of Object.entries(data)) {
        for (const [id, value] of Object.entries(entries)) {
          if (value === null || value === undefined) values.delete(`${type}/${id}`);
          else values.set(`${type}/${id}`, value);
        }
      }
    },
    isInTransaction: () => false,
    transaction: (work) => work(),
  };
}
