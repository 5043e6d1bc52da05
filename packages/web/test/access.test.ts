/** From the link that the server prints to people with accounts of their own, in the browser alone. */
import { afterAll, beforeAll, expect, test } from "vitest";
import { emailOf, PASSWORD } from "./people.ts";
import { startWebTest, type WebTest } from "./web-test.ts";

let web: WebTest;
beforeAll(async () => {
  web = await startWebTest({ withChannel: false });
});
afterAll(() => web[Symbol.asyncDispose]());

test("a new installation: sent to set-up, which only the printed link opens, and then the owner is in", async () => {
  await using visit = await web.visit({ expectConsole: [/status of 40[013]/] });
  const { page } = visit;
  await visit.goTo("/");
  expect(new URL(page.url()).pathname).toBe("/setup");
  expect(await page.getByText("the link that the server printed").isVisible()).toBe(true);

  await page.goto(web.app.setupUrl ?? "");
  await page.getByLabel("Name", { exact: true }).fill("Olivia Owner");
  await page.getByRole("textbox", { name: "E-mail address" }).fill("olivia");
  await page.getByLabel("New password").fill("password12");
  await page.getByRole("button", { name: "Create the account" }).click();
  expect(await page.getByText("This is no e-mail address").isVisible()).toBe(true);

  await page.getByRole("textbox", { name: "E-mail address" }).fill(emailOf("owner"));
  await page.getByRole("button", { name: "Create the account" }).click();
  await page.getByRole("alert").getByText("one of the first that are tried").waitFor();
  expect(await page.getByLabel("Name", { exact: true }).inputValue()).toBe("Olivia Owner");

  await page.getByLabel("New password").fill(PASSWORD);
  await page.getByRole("button", { name: "Create the account" }).click();
  await page.getByRole("heading", { name: "Hello, Olivia Owner" }).waitFor();
  // The token is gone from the address and from the history.
  expect(page.url()).not.toContain("token");
});

test("signing in leads to where one wanted to go; a wrong password says so and keeps the e-mail address", async () => {
  await using visit = await web.visit({ expectConsole: [/status of 401/] });
  const { page } = visit;
  await visit.goTo("/users?page=none");
  expect(new URL(page.url()).pathname).toBe("/sign-in");
  await page.getByRole("textbox", { name: "E-mail address" }).fill(emailOf("owner"));
  await page.getByLabel("Password", { exact: true }).fill("not the password");
  await page.getByRole("button", { name: "Sign in" }).click();
  await page.getByRole("alert").getByText("The e-mail address or the password is wrong.").waitFor();
  expect(await page.getByRole("textbox", { name: "E-mail address" }).inputValue()).toBe(emailOf("owner"));
  await page.getByLabel("Password", { exact: true }).fill(PASSWORD);
  await page.getByRole("button", { name: "Sign in" }).click();
  await page.getByRole("heading", { name: "Users" }).waitFor();

  await page.getByRole("button", { name: "Olivia Owner" }).click();
  await page.getByRole("menuitem", { name: "Sign out" }).click();
  await page.getByRole("heading", { name: "Sign in" }).waitFor();
  await page.goto("/users");
  await page.getByRole("heading", { name: "Sign in" }).waitFor();
});

test("a link to the sign-in leads nowhere but to this app", async () => {
  await using visit = await web.visit();
  await visit.goTo("/sign-in?next=//evil.example/");
  await visit.page.getByRole("textbox", { name: "E-mail address" }).fill(emailOf("owner"));
  await visit.page.getByLabel("Password", { exact: true }).fill(PASSWORD);
  await visit.page.getByRole("button", { name: "Sign in" }).click();
  await visit.page.getByRole("heading", { name: "Hello, Olivia Owner" }).waitFor();
  expect(visit.page.url()).toBe(`${web.app.url}/`);
});

test("somebody is invited, joins by the link, sees what their role may see, and is out once disabled", async () => {
  await using owner = await web.visit({ as: "owner" });
  await owner.goTo("/users");
  await owner.page.getByRole("button", { name: "Invite somebody" }).click();
  const dialog = owner.page.getByRole("dialog");
  await dialog.getByLabel("Name").fill("Vera Viewer");
  await dialog.getByRole("textbox", { name: "E-mail address" }).fill(emailOf("viewer"));
  await dialog.getByRole("radio", { name: "Viewer" }).check();
  await dialog.getByRole("button", { name: "Make the invitation" }).click();
  const link = await dialog.getByLabel("Link").inputValue();
  await dialog.getByRole("button", { name: "Close" }).last().click();
  await owner.page.getByRole("cell", { name: "Invited" }).waitFor();

  await using viewer = await web.visit({ language: "pt", expectConsole: [/status of 40[13]/] });
  await viewer.page.goto(link);
  await viewer.page.getByLabel("Nova senha").fill(PASSWORD);
  await viewer.page.getByRole("button", { name: "Entrar" }).click();
  await viewer.page.getByRole("heading", { name: "Olá, Vera Viewer" }).waitFor();
  const navigation = viewer.page.getByRole("navigation");
  expect(await navigation.getByRole("link", { name: "Canais" }).isVisible()).toBe(true);
  expect(await navigation.getByRole("link", { name: "Usuários e chaves" }).count()).toBe(0);

  await owner.page.getByRole("link", { name: "Vera Viewer" }).click();
  await owner.page.getByRole("button", { name: "Actions for Vera Viewer" }).click();
  await owner.page.getByRole("menuitem", { name: "Disable" }).click();
  await owner.page.getByText("Vera Viewer is kept out").waitFor();
  await navigation.getByRole("link", { name: "Canais" }).click();
  await viewer.page.getByRole("heading", { name: "Entrar" }).waitFor();
});

test("the account: name, language and password are changed, and the change of password ends other sessions", async () => {
  await using elsewhere = await web.visit({ as: "owner", expectConsole: [/status of 401/] });
  await using visit = await web.visit({ as: "owner" });
  const { page } = visit;
  await visit.goTo("/account");
  await page.getByLabel("Name", { exact: true }).fill("Olivia Ortega");
  await page.getByRole("combobox", { name: "Language" }).click();
  await page.getByRole("option", { name: "Español" }).click();
  await page.getByRole("button", { name: "Save" }).click();
  await page.getByRole("heading", { name: "Tu cuenta" }).waitFor();
  expect(await page.locator("html").getAttribute("lang")).toBe("es");

  await elsewhere.goTo("/account");
  await elsewhere.page.getByRole("heading", { name: "Tu cuenta" }).waitFor();
  await page.getByLabel("Contraseña actual").fill(PASSWORD);
  await page.getByLabel("Contraseña nueva").fill(`${PASSWORD} again`);
  await page.getByRole("button", { name: "Cambiar la contraseña" }).click();
  await page.getByText("La contraseña se ha cambiado").waitFor();
  await elsewhere.page.reload();
  await elsewhere.page.getByRole("heading", { name: "Iniciar sesión" }).waitFor();
});

test("a key is made, shown once, works, and is refused once revoked", async () => {
  await using visit = await web.visit({ as: "manager" });
  const { page } = visit;
  await visit.goTo("/api-keys");
  await page.getByRole("button", { name: "New key" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByRole("button", { name: "Make the key" }).click();
  await dialog.getByText("Choose at least one").waitFor();
  await dialog.getByLabel("Name").fill("Shop");
  await dialog.getByRole("checkbox", { name: "channels: read" }).check();
  await dialog.getByRole("button", { name: "Make the key" }).click();
  const key = await dialog.getByLabel("Shop").inputValue();
  const call = () => fetch(`${web.app.url}/api/v1/channels`, { headers: { authorization: `Bearer ${key}` } });
  expect((await call()).status).toBe(200);

  await dialog.getByRole("button", { name: "Close" }).last().click();
  await page.getByRole("button", { name: "Actions for Shop" }).click();
  await page.getByRole("menuitem", { name: "Revoke" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Revoke" }).click();
  await page.getByText("The key Shop is revoked").waitFor();
  expect((await call()).status).toBe(401);
});
