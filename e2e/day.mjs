// A working day in the browser: hours that follow each other in one book, each a test of its own.

import { after, before, test } from "node:test";
import { assertNoFaults, keepEvidence, newPage, settled, signUp, startBrowser, startServer, submit } from "./harness.mjs";

/// A day on the sample firm. `open` signs the people of the story in; what it returns is added to the
/// day, and its `page` is the one the hours look at.
export function workingDay({ language = "bg" }, open) {
  const day = {};

  before(async () => {
    day.server = await startServer();
    day.browser = await startBrowser();
    const administrator = await newPage(day.browser, { language });
    await signUp(administrator, day.server, { language });
    await submit(administrator, "form[action='/welcome'] button");
    await settled(administrator);
    Object.assign(day, { administrator }, await open({ ...day, administrator }));
  });

  after(async () => {
    await day.browser?.close();
    await day.server?.stop();
  });

  /// An hour of the day.
  day.hour = (name, work) =>
    test(name, async () => {
      try {
        await work();
        assertNoFaults(day.page);
      } catch (error) {
        await keepEvidence(name, day.page, day.server);
        throw error;
      }
    });

  day.visit = (path, page = day.page) => page.goto(`${day.server.origin}${path}`);

  /// Clicks what leads to another page, and waits for that page.
  day.press = async (locator) => {
    await Promise.all([locator.page().waitForEvent("load"), locator.click()]);
  };

  /// Opens the fold a form lies in, if it lies in one.
  day.unfold = async (form) => {
    const folds = form.locator("xpath=ancestor::details[not(@open)]");
    for (let left = await folds.count(); left > 0; left -= 1) {
      await folds.first().locator("> summary").click();
    }
  };

  /// Sends a form after opening its fold.
  day.send = async (form) => {
    await day.unfold(form);
    await day.press(form.locator("button").first());
  };

  return day;
}

/// The clients of a list, each with address, id and name, the largest first.
export async function clientsOf(page, server, path = "/accounts") {
  await page.goto(`${server.origin}${path}`);
  const links = await page.locator("main table tbody th[scope=row] a:first-child").evaluateAll((all) =>
    all.map((link) => ({ href: link.getAttribute("href"), name: link.textContent.trim() })),
  );
  return links.map((link) => ({ ...link, id: link.href.split("/").pop() }));
}
