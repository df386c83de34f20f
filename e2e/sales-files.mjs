// Small exports for the tests. What they hold is counted in the tests by hand.

import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { newFolder } from "./harness.mjs";

const HEADER = ["Вид документ", "Номер на документ", "Дата на документа", "Код на клиент", "Име на клиента", "Код на стока", "Име на стоката", "Количество", "Ед. цена", "Стойност без ДДС"];

/// Clients by falling sales: the first buys 8 of every 20 units of money.
export const CLIENTS = [
  ["0001", "Росоцвет Маркет ООД", 800],
  ["0002", "Медоклас АД", 500],
  ["0003", "Яснодол ЕООД", 300],
  ["0004", "Тихобор ЕТ", 200],
  ["0005", "Каменоград ООД", 120],
  ["0006", "Липосад ЕООД", 80],
];

/// Twelve months of invoices, one for each client and month: 72 lines.
export function goodRows() {
  const rows = [];
  let number = 1;
  for (let month = 1; month <= 12; month += 1) {
    for (const [code, name, monthly] of CLIENTS) {
      const day = `15.${String(month).padStart(2, "0")}.2026`;
      const document = String(number++).padStart(10, "0");
      rows.push(["Фактура", document, day, code, name, "100", "Лютеница", String(monthly / 10), "10,00", `${monthly},00`]);
    }
  }
  return rows;
}

/// Two rows that nobody can use as they are: a day that does not exist and words for a quantity.
export const BAD_ROWS = [
  ["Фактура", "0000000901", "31.11.2026", "0001", "Росоцвет Маркет ООД", "100", "Лютеница", "2", "10,00", "20,00"],
  ["Фактура", "0000000902", "16.11.2026", "0002", "Медоклас АД", "100", "Лютеница", "3", "10,00", "тридесет"],
];

/// Writes an export as UTF-8 with `;`; `rename` gives columns other headers.
export function writeSales(name, rows, rename = {}) {
  const header = HEADER.map((title) => rename[title] ?? title);
  return writeTable(name, [header, ...rows]);
}

/// Writes rows, the first of them the header, as Excel in Bulgaria saves them.
export function writeTable(name, rows) {
  const text = rows.map((row) => row.join(";")).join("\r\n");
  const file = join(newFolder("files"), name);
  writeFileSync(file, `\ufeff${text}\r\n`);
  return file;
}

/// Writes an export of so many documents of one line, of 900 clients.
export function writeLargeSales(name, lines) {
  const file = join(newFolder("files"), name);
  const rows = [HEADER.join(";")];
  for (let line = 0; line < lines; line += 1) {
    const day = `${String((line % 28) + 1).padStart(2, "0")}.09.2026`;
    const client = line % 900;
    rows.push(`Фактура;${String(line + 1).padStart(10, "0")};${day};${client};Клиент ${client} ООД;100;Лютеница;2;10,00;20,00`);
  }
  writeFileSync(file, `\ufeff${rows.join("\r\n")}\r\n`);
  return file;
}
