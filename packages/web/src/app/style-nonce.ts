/** The nonce that the server gave this page. Styles added at run time carry it; the policy allows no others. */
const nonce = document.querySelector<HTMLMetaElement>("meta[property=csp-nonce]")?.nonce ?? "";

export function findStyleNonce(): string {
  return nonce;
}

/** Libraries that add styles without a prop for the nonce look for it under this name. */
export function announceStyleNonce(): void {
  Object.assign(globalThis, { __webpack_nonce__: nonce });
}
