#!/usr/bin/env python3
"""Makes dictionary.txt: each line is a word and its parts of speech, the most frequent one first.

usage: dictionary.py SCOWL_DIR WORDNET_DIR > dictionary.txt

SCOWL_DIR holds SCOWL's lists (Debian: scowl, /usr/share/dict/scowl), WORDNET_DIR those of WordNet 3.0 (Debian:
wordnet-base, /usr/share/wordnet). Both licences are in NOTICE."""
import collections
import pathlib
import sys

SIZES = (10, 20, 35, 40, 50, 55, 60)
REGIONS = ('english', 'american', 'british', 'british_z')
NAMES = {'noun': 'n', 'verb': 'v', 'adj': 'a', 'adv': 'r'}
# WordNet's rules for endings, and `-est` and the like of adjectives.
ENDINGS = {
    'n': [('s', ''), ('ses', 's'), ('xes', 'x'), ('zes', 'z'), ('ches', 'ch'), ('shes', 'sh'), ('men', 'man'), ('ies', 'y')],
    'v': [('s', ''), ('ies', 'y'), ('es', 'e'), ('es', ''), ('ed', 'e'), ('ed', ''), ('ied', 'y'), ('ing', 'e'), ('ing', '')],
    'a': [('er', ''), ('est', ''), ('er', 'e'), ('est', 'e'), ('ier', 'y'), ('iest', 'y')],
    'r': [],
}
# Less than this share of a word's uses is not worth a flag.
RARE = 0.04


def words(scowl):
    for region in REGIONS:
        for size in SIZES:
            path = scowl / f'{region}-words.{size}'
            if path.exists():
                for word in path.read_text(encoding='latin-1').split():
                    if word.isascii() and word.isalpha() and len(word) > 1:
                        yield word


def wordnet(folder):
    """How often a lemma is used as each part of speech, the irregular forms, and the lemmas without a count."""
    lemmas, irregular, counts = collections.defaultdict(set), collections.defaultdict(set), collections.Counter()
    for name, flag in NAMES.items():
        for line in (folder / f'index.{name}').read_text().splitlines():
            if not line.startswith('  '):
                lemmas[line.split()[0]].add(flag)
        for line in (folder / f'{name}.exc').read_text().splitlines():
            form, *bases = line.split()
            irregular[form].update((base, flag) for base in bases)
    for line in (folder / 'cntlist.rev').read_text().splitlines():
        key, _, count = line.split()
        lemma, sense = key.split('%')
        counts[lemma, {'1': 'n', '2': 'v', '3': 'a', '4': 'r', '5': 'a'}[sense[0]]] += int(count)
    return lemmas, irregular, counts


def parts(word, lemmas, irregular, counts):
    weight = collections.Counter()
    bases = {(word, flag) for flag in lemmas.get(word, ())} | irregular.get(word, set())
    for flag, endings in ENDINGS.items():
        for ending, base in endings:
            if word.endswith(ending) and flag in lemmas.get(word.removesuffix(ending) + base, ()):
                bases.add((word.removesuffix(ending) + base, flag))
    for lemma, flag in bases:
        weight[flag] = max(weight[flag], counts[lemma, flag] + 0.1)
    total = sum(weight.values())
    return ''.join(flag for flag, n in sorted(weight.items(), key=lambda e: (-e[1], e[0])) if n >= RARE * total)


def main():
    scowl, folder = map(pathlib.Path, sys.argv[1:])
    tables = wordnet(folder)
    for word in sorted({word for word in words(scowl) if word.islower()}):
        print(word, parts(word, *tables))


main()
