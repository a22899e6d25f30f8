#!/usr/bin/env python3
"""Scores the extractor on annotated documents and holds the results: they may rise, not fall.

    scores.py BINARY SHARED [--update]

.ci/scores.csv holds the F1 that each corpus reaches today. A lower one fails; a higher one fails too, until the file
is brought up to date with --update, so that the file always tells what holds.
"""
import csv, json, pathlib, subprocess, sys

HELD = pathlib.Path(__file__).with_name("scores.csv")


def measure(binary, shared, corpus):
    scorer = [sys.executable, f"{shared}/score.py", "--bin", binary, "--json", f"{shared}/{corpus}"]
    report = json.loads(subprocess.run(scorer, check=True, stdout=subprocess.PIPE, encoding="utf-8").stdout)
    scores = {name: score["f1"] for name, score in report["scores"].items()}
    scores["false_in_empty"] = report["figures_in_empty_documents"]
    return scores


def main():
    binary, shared = sys.argv[1:3]
    held = list(csv.DictReader(HELD.open(encoding="utf-8")))
    now = {corpus: measure(binary, shared, corpus) for corpus in sorted({row["corpus"] for row in held})}
    passed = failed = 0
    for row in held:
        value, before = now[row["corpus"]][row["score"]], float(row["value"])
        worse = value > before if row["score"] == "false_in_empty" else value < before
        state = "worse" if worse else "better" if value != before else "holds"
        print(f"{row['corpus']:12} {row['score']:15} {before:.4f} -> {value:.4f}  {state}")
        passed, failed = (passed + 1, failed) if state == "holds" else (passed, failed + 1)
        row["value"] = f"{value:.4f}"
    if "--update" in sys.argv:
        with HELD.open("w", newline="", encoding="utf-8") as file:
            out = csv.DictWriter(file, ["corpus", "score", "value"], lineterminator="\n")
            out.writeheader()
            out.writerows(held)
        return
    if failed:
        sys.exit("scores fell, or rose without .ci/scores.csv: run .ci/scores.py with --update if they rose")


if __name__ == "__main__":
    main()
