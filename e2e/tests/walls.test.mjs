// A director sets a wall around a client; the administrator and another team's manager find nothing of it
// anywhere, and whoever serves a rival is given the client only when the director decides so. Once in each
// language.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { checkAccessibility, checkWidths, colleague, keepEvidence, newPage, settled, signUp, startBrowser, startServer, submit, verb } from "../harness.mjs";
import { clientsOf } from "../day.mjs";

let server, browser, administrator;

before(async () => {
  server = await startServer();
  browser = await startBrowser();
  administrator = await newPage(browser);
  await signUp(administrator, server, { firm: "Проба ООД" });
  await submit(administrator, "form[action='/welcome'] button");
  await settled(administrator);
});

after(async () => {
  await browser?.close();
  await server?.stop();
});

const STORIES = [
  {
    language: "bg",
    director: { email: "elena@example.com", name: "Елена Динева" },
    manager: { email: "stoyan@example.com", name: "Стоян Мавров" },
    place: 0,
    words: { decides: /Решава директорът/, allowed: /Директорът е разрешил/, refused: /има преграда/ },
  },
  {
    language: "en",
    director: { email: "ellen@example.com", name: "Ellen Dineva" },
    manager: { email: "steven@example.com", name: "Steven Mavrov" },
    place: 3,
    words: { decides: /The director decides/, allowed: /has allowed it/, refused: /there is a wall/ },
  },
];

/// Every address where the client's name could be found.
function places(name) {
  const sought = encodeURIComponent(name);
  return ["/", `/accounts?q=${sought}`, `/search?q=${sought}`, "/key-accounts?all=yes", "/concentration", "/activity", "/next-steps", "/obligations", "/journal", "/confidentiality", "/people", "/need-for-kam/clients", "/duplicates", "/trash", "/accounts.csv", "/activity.csv", "/people.csv", "/journal.csv"];
}

async function finds(page, name, account) {
  const found = [];
  for (const path of places(name)) {
    const answer = await page.request.get(`${server.origin}${path}`);
    const body = (await answer.text()).replaceAll(encodeURIComponent(name), "");
    // The page of a search says what is searched for.
    if (body.includes(account) || (!path.includes("?q=") && body.includes(name))) found.push(path);
  }
  return found;
}

for (const { language, director, manager, place, words } of STORIES) {
  test(`a wall, what is left outside of it, and a conflict of interest (${language})`, async () => {
    const clients = await clientsOf(administrator, server);
    const [client, rival] = clients.slice(place, place + 2);
    const boss = await colleague(browser, server, { ...director, role: "director" }, { language });
    const kam = await colleague(browser, server, { ...manager, role: "key_account_manager" }, { language });
    try {
      const account = client.href.split("/").pop();
      const before = await finds(administrator, client.name, account);
      assert.ok(before.includes("/concentration"), before.join(" "));
      // Rivals first: whoever serves one of them is noticed.
      await boss.goto(`${server.origin}/confidentiality#rivals`);
      await boss.fill("#rivals-name", "Хранителни вериги");
      await boss.fill("#rivals-members", `${client.name}\n${rival.name}`);
      await submit(boss, "form[action='/rivals'] button");
      await settled(boss);
      await checkAccessibility(boss, "confidentiality of the firm");
      await checkWidths(boss, "confidentiality of the firm");
      // An agreement, then the wall: only the director is inside.
      await boss.goto(`${server.origin}${client.href}/confidentiality`);
      await boss.locator("#agreements summary").click();
      await boss.fill("#with_whom", client.name);
      await boss.fill("#scope", "рецепти и цени");
      await boss.fill("#last_day", "2030-12-31");
      await submit(boss, "#agreements form button.btn-main");
      assert.match(await boss.locator("#agreements").innerText(), /рецепти и цени/);
      await boss.locator("#wall-form label", { hasText: director.name }).locator("input").check();
      await boss.fill("#reason", "обслужваме и конкурент");
      await submit(boss, "#wall-form button.btn-main");
      assert.match(await boss.locator("#wall .notice").innerText(), new RegExp(manager.name));
      await checkAccessibility(boss, "confidentiality of a client");
      await checkWidths(boss, "confidentiality of a client");
      // Outside there is nothing, for the administrator too.
      for (const page of [administrator, kam]) {
        assert.deepEqual(await finds(page, client.name, account), []);
        const answer = await page.request.get(`${server.origin}${client.href}`);
        assert.equal(answer.status(), 404);
      }
      assert.ok((await finds(boss, client.name, account)).includes("/confidentiality"));
      // The check refuses whom the wall keeps out, and asks the director about whoever serves a rival.
      await boss.goto(`${server.origin}${client.href}/confidentiality`);
      await boss.selectOption("#check", { label: manager.name });
      await submit(boss, "#conflicts form:not([method]) button");
      assert.match(await boss.locator("#verdict").innerText(), words.refused);
      await boss.fill("#lift_reason", "край на проекта");
      await submit(boss, "form[action$='/lift'] button");
      assert.equal(await boss.locator("#wall .notice").count(), 0);
      assert.ok((await finds(administrator, client.name, account)).length > 0, "lifted, it is there again");
      // Who serves the rival is given the client when the director decides so, and not before.
      const give = (one) => verb(server, "accounts", "set", one.id, "--owner", manager.email);
      give(rival);
      assert.throws(() => give(client));
      await boss.goto(`${server.origin}${client.href}/confidentiality`);
      await boss.selectOption("#check", { label: manager.name });
      await submit(boss, "#conflicts form:not([method]) button");
      assert.match(await boss.locator("#verdict").innerText(), words.decides);
      assert.match(await boss.locator("#verdict").innerText(), new RegExp(rival.name));
      await checkAccessibility(boss, "a conflict of interest");
      await boss.fill("#decision_reason", "само по логистиката");
      await submit(boss, "#verdict form button[value=yes]");
      assert.match(await boss.locator("#verdict").innerText(), words.allowed);
      assert.match(await boss.locator("#conflicts").innerText(), /само по логистиката/);
      give(client);
    } finally {
      await keepEvidence(`walls-${language}`, boss, server);
      await boss.context().close();
      await kam.context().close();
    }
  });
}
