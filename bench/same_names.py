"""Finds records that are in a table twice, beside recordlinkage, and writes a section of docs/benchmarks.md.

Started by bench/same_names.sh, which builds the example and prepares the Python environment. The labelled persons
are febrl1.csv and febrl2.csv of the real data; the firms are made here from a seed. A pair is right when both
records have one label; the label takes no part in the comparison. Both sides run alone, one after the other, in a
process of their own: time is from its start to the pairs on the disk, the median of three runs.
"""

import argparse
import csv
import importlib.metadata
import os
import random
import statistics
import subprocess
import sys
import time
from pathlib import Path

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent
DATA = ROOT / "target/bench-data"
EXAMPLE = ROOT / "target/release/examples/same_names"
BEGIN, END = "<!-- same-names:begin -->", "<!-- same-names:end -->"
RUNS = 3

LETTERS = dict(zip("абвгдежзийклмнопрстуфхцчшщъьюя",
                   "a b v g d e zh z i y k l m n o p r s t u f h ts ch sh sht a y yu ya".split()))
FIRST = ("Хлебна Родопи Строй Агро Витоша Тракия Еко Мега Вега Пирин Дунав Черно Балкан Сердика Орфей Загоре Марица "
         "Янтра Перла Слънчев Рила Юнона Кристал Фортуна Лидер Атлас Зенит Камчия Осъм Велес Искър Тунджа Струма "
         "Места Арда Огоста Росица Вихрен Мусала Ботев").split()
SECOND = ("млеко къща инвест търговия логистик комерс трейд консулт фуудс месо вино бряг текстил мебели хартия пласт "
          "енерджи фарма електроник авто дизайн печат кетъринг стил метал щит цвят жито шоколад юг дървообработка "
          "климатик фураж семена козметика играчки оптика").split()
THIRD = ["", "", "", "груп", "България", "2000", "Плюс", "и синове", "98", "Импекс", "Изток", "Запад"]
FORMS = ["ООД", "ЕООД", "АД", "ЕАД", "ЕТ"]
TOWNS = "София София София Пловдив Варна Бургас Русе Плевен Сливен Добрич Шумен Перник Хасково Ямбол".split()
STREETS = "Шипка,Цар Освободител,Граф Игнатиев,Иван Вазов,Христо Ботев,Раковски,Алабин,Оборище,Тинтява".split(",")


def latin(text: str) -> str:
    """By the Transliteration Act, as far as names need it."""
    out = []
    for letter in text:
        new = LETTERS.get(letter.lower(), letter)
        out.append(new.capitalize() if letter.isupper() and new.isalpha() else new)
    return "".join(out)


def company_number(chance: random.Random) -> str:
    """Nine digits whose check digit holds."""
    digits = [chance.randrange(1, 3)] + [chance.randrange(10) for _ in range(7)]
    rest = sum(weight * digit for weight, digit in zip(range(1, 9), digits)) % 11
    if rest == 10:
        rest = sum(weight * digit for weight, digit in zip(range(3, 11), digits)) % 11 % 10
    return "".join(map(str, [*digits, rest]))


def mistyped(chance: random.Random, text: str) -> str:
    """One letter lost, doubled, swapped with its neighbour, or another one."""
    at = chance.randrange(1, max(2, len(text) - 1))
    kind = chance.randrange(4)
    if kind == 0:
        return text[:at] + text[at + 1:]
    if kind == 1:
        return text[:at] + text[at] + text[at:]
    if kind == 2:
        return text[:at] + text[at:at + 2][::-1] + text[at + 2:]
    return text[:at] + chance.choice("аеиотнсркл") + text[at + 1:]


def written_again(chance: random.Random, firm: dict) -> dict:
    """The same firm as another person or another program would enter it."""
    name = firm["core"]
    if chance.random() < 0.25:
        name = mistyped(chance, name)
    form = firm["form"] if chance.random() < 0.7 else ""
    quoted = f"„{name}“" if chance.random() < 0.3 else name
    name = f"{form} {quoted}" if form == "ЕТ" else f"{quoted} {form}".strip()
    if chance.random() < 0.4:
        name = latin(name)
    if chance.random() < 0.2:
        name = name.upper()
    phone = firm["phone"]
    if chance.random() < 0.5:
        phone = "0" + phone.removeprefix("+359").strip()
    keep = lambda value, share: value if chance.random() < share else ""
    town = latin(firm["town"]) if chance.random() < 0.3 else firm["town"]
    return {"name": name, "number": keep(firm["number"], 0.5), "phone": keep(phone, 0.6),
            "email": keep(f"{chance.choice(['office', 'info', 'sales'])}@{firm['domain']}", 0.5),
            "town": keep(town, 0.9), "address": keep(firm["address"], 0.5)}


def firms(count: int, seed: int) -> tuple[list[dict], list[int]]:
    """Records of `count` firms, a third of which are in the table twice, and the label of each."""
    chance = random.Random(seed)
    records, labels = [], []
    for label in range(count):
        core = " ".join(filter(None, [chance.choice(FIRST), chance.choice(SECOND), chance.choice(THIRD)]))
        word = latin(core.split()[0]).lower()
        firm = {"core": core, "form": chance.choice(FORMS), "number": company_number(chance),
                "phone": f"+359 {chance.randrange(2, 99)} {chance.randrange(100_000, 999_999)}",
                "domain": f"{word}{label}.bg" if chance.random() < 0.8 else "abv.bg", "town": chance.choice(TOWNS),
                "address": f"ул. {chance.choice(STREETS)} {chance.randrange(1, 120)}"}
        for _ in range(2 if chance.random() < 1 / 3 else 1):
            records.append(written_again(chance, firm))
            labels.append(label)
    order = list(range(len(records)))
    chance.shuffle(order)
    return [records[at] for at in order], [labels[at] for at in order]


def persons(file: Path) -> tuple[list[dict], list[str]]:
    """Records of a labelled file; the label is the middle of `rec-N-org`."""
    with file.open(newline="") as source:
        rows = [{name.strip(): (cell or "").strip() for name, cell in row.items()} for row in csv.DictReader(source)]
    return rows, [row.pop("rec_id").split("-")[1] for row in rows]


def write(records: list[dict], file: Path) -> None:
    """A table with tabs between its cells."""
    lines = ["\t".join(records[0])]
    lines += ["\t".join(cell.replace("\t", " ") for cell in record.values()) for record in records]
    file.write_text("\n".join(lines) + "\n", encoding="utf-8")


def quality(pairs: Path, labels: list) -> tuple[float, float, float]:
    """Precision, recall and F1 of the pairs found."""
    counts = {label: labels.count(label) for label in set(labels)} if len(labels) < 3000 else {}
    if not counts:
        for label in labels:
            counts[label] = counts.get(label, 0) + 1
    true = sum(count * (count - 1) // 2 for count in counts.values())
    with pairs.open() as source:
        found = {(int(row["left"]), int(row["right"])) for row in csv.DictReader(source, delimiter="\t")}
    right = sum(labels[one] == labels[other] for one, other in found)
    precision, recall = right / max(1, len(found)), right / max(1, true)
    return precision, recall, 2 * right / max(1, len(found) + true)


def measured(command: list[str], pairs: Path, labels: list) -> dict:
    """The median time of some runs, and what they found."""
    seconds = []
    for _ in range(RUNS):
        pairs.unlink(missing_ok=True)
        started = time.perf_counter()
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL, env={**os.environ, "PYTHONWARNINGS": "ignore"})
        seconds.append(time.perf_counter() - started)
    precision, recall, f1 = quality(pairs, labels)
    return {"precision": precision, "recall": recall, "f1": f1, "seconds": statistics.median(seconds)}


def reference(kind: str, table: Path, pairs: Path, helped: bool) -> None:
    """recordlinkage as its guide shows it: blocks, Jaro–Winkler and exact comparisons, ECM."""
    import pandas
    import recordlinkage
    from recordlinkage.index import Block, SortedNeighbourhood
    frame = pandas.read_csv(table, sep="\t", dtype=str, keep_default_na=False, na_values=[""])
    index, compare = recordlinkage.Index(), recordlinkage.Compare()
    if kind == "persons":
        for column in ["given_name", "surname", "date_of_birth", "soc_sec_id", "postcode"]:
            index.add(Block(column))
        for column in ["given_name", "surname", "address_1", "address_2", "suburb"]:
            compare.string(column, column, method="jarowinkler", threshold=0.85)
        for column in ["street_number", "postcode", "state", "date_of_birth", "soc_sec_id"]:
            compare.exact(column, column)
    else:
        names = frame["name"].fillna("")
        if helped:  # What the reference does not do by itself: one alphabet, no legal forms, no quotes.
            names = names.map(lambda name: latin(name).lower().translate(str.maketrans("", "", "„“\"")))
            names = names.str.replace(r"\b(e?ood|e?ad|et)\b", "", regex=True).str.split().str.join(" ")
            frame["town"] = frame["town"].map(lambda town: latin(town).lower(), na_action="ignore")
        frame["name"] = names
        frame["start"] = names.str[:4]
        frame["phone"] = frame["phone"].str.replace(r"\D", "", regex=True).str[-8:]
        frame["domain"] = frame["email"].str.split("@").str[1].where(lambda domain: domain != "abv.bg")
        for column in ["number", "phone", "domain"]:
            index.add(Block(column))
        index.add(Block(["start", "town"]))
        index.add(SortedNeighbourhood("name", window=9))
        for column in ["name", "address"]:
            compare.string(column, column, method="jarowinkler", threshold=0.85)
        for column in ["number", "phone", "domain", "town"]:
            compare.exact(column, column)
    candidates = index.index(frame)
    features = compare.compute(candidates, frame)
    matches = recordlinkage.ECMClassifier().fit_predict(features)
    with pairs.open("w") as target:
        target.write("left\tright\n")
        target.writelines(f"{min(pair)}\t{max(pair)}\n" for pair in matches)


def sets(folder: Path | None) -> list[tuple[str, str, list[dict], list]]:
    """Name, kind, records and labels of each table."""
    found = []
    if folder:
        for name in ["febrl1", "febrl2"]:
            found.append((f"{name}.csv (real, labelled)", "persons", *persons(folder / f"{name}.csv")))
    for count, seed in [(2_000, 1), (20_000, 2)]:
        records, labels = firms(count, seed)
        found.append((f"firms, generated, seed {seed}", "firms", records, labels))
    return found


def row(name: str, size: int, who: str, outcome: dict) -> str:
    """A line of the table."""
    numbers = [f"{outcome[key]:.4f}" for key in ["precision", "recall", "f1"]]
    return f"| {name} | {size:,} | {who} | {' | '.join(numbers)} | {outcome['seconds']:.2f} s |"


def main() -> None:
    """All tables, both sides."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--output", type=Path, default=ROOT / "docs/benchmarks.md")
    parser.add_argument("--reference", nargs=4, metavar=("KIND", "TABLE", "PAIRS", "HELPED"), help=argparse.SUPPRESS)
    asked = parser.parse_args()
    if asked.reference:
        kind, table, pairs, helped = asked.reference
        return reference(kind, Path(table), Path(pairs), helped == "yes")
    DATA.mkdir(parents=True, exist_ok=True)
    real = os.environ.get("CLIENTELA_REAL_DATA")
    lines = []
    for number, (name, kind, records, labels) in enumerate(sets(Path(real) if real else None)):
        table, pairs = DATA / f"same-names-{number}.tsv", DATA / f"same-names-{number}-pairs.tsv"
        write(records, table)
        ours = measured([str(EXAMPLE), kind, str(table), str(pairs)], pairs, labels)
        lines.append(row(name, len(records), "Clientela", ours))
        for helped in ["no", "yes"] if kind == "firms" else ["no"]:
            command = [sys.executable, __file__, "--reference", kind, str(table), str(pairs), helped]
            who = "recordlinkage, names transliterated for it" if helped == "yes" else "recordlinkage"
            lines.append(row(name, len(records), who, measured(command, pairs, labels)))
        print(*lines[-3:], sep="\n", file=sys.stderr, flush=True)
    head = ["| records | how many | with | precision | recall | F1 | time |", "|---|---:|---|---:|---:|---:|---:|"]
    load = os.getloadavg()[0]
    version = importlib.metadata.version("recordlinkage")
    about = f"recordlinkage {version}, {os.cpu_count()} processors, load average {load:.1f} at the end."
    text = asked.output.read_text()
    before, rest = text.split(BEGIN, 1)
    after = rest.split(END, 1)[1]
    asked.output.write_text("\n".join([before + BEGIN, "", *head, *lines, "", about, "", END + after]))


if __name__ == "__main__":
    main()
