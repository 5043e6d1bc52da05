/** A control call named something that does not exist, or asked for what cannot be. */
export class EmulatorRefusal extends Error {
  /** HTTP status: 404 for what does not exist, 400 for what cannot be. */
  readonly status: 400 | 404;

  constructor(message: string, status: 400 | 404 = 400) {
    super(message);
    this.name = "EmulatorRefusal";
    this.status = status;
  }
}
