// Long alternations of plain words (`if|else|while|...`), matched through a trie instead of code for each word:
// so large a function would never be optimised by the host.

import type { SubjectText } from './emit.ts';
import type { Seq } from './tree.ts';

interface TrieNode {
  readonly chars: number[];
  readonly children: TrieNode[];
  /** The numbers of the words that end here, ascending. */
  readonly words: number[];
}

/**
 * The least number, from `from` on, of a word that stands at p and ends by `end`; -1 when there is none.
 */
export type FindWord = (text: SubjectText, p: number, end: number, from: number) => number;

/** The alternatives as words, when each is nothing but literal characters. */
export function wordsOf(alts: readonly Seq[]): number[][] | undefined {
  const words: number[][] = [];
  for (const alt of alts) {
    const word = alt.map((node) => (node.kind === 'char' ? node.set.single : -1));
    if (word.includes(-1)) return undefined;
    words.push(word);
  }
  return words;
}

function childOf(node: TrieNode, c: number): TrieNode | undefined {
  const i = node.chars.indexOf(c);
  return i < 0 ? undefined : node.children[i];
}

function newNode(): TrieNode {
  return { chars: [], children: [], words: [] };
}

function addWord(root: TrieNode, word: readonly number[], number: number): void {
  let node = root;
  for (const c of word) {
    let child = childOf(node, c);
    if (!child) {
      child = newNode();
      node.chars.push(c);
      node.children.push(child);
    }
    node = child;
  }
  node.words.push(number);
}

/** A finder for the words in subjects of one kind: strings, or arrays of characters. */
export function wordFinder(words: readonly (readonly number[])[], isString: boolean): FindWord {
  const root = newNode();
  words.forEach((word, number) => addWord(root, word, number));
  const starts = new Map(root.chars.map((c, i) => [c, root.children[i]!]));
  const step = (node: TrieNode, c: number): TrieNode | undefined =>
    node === root ? starts.get(c) : childOf(node, c);
  const find = (load: (text: SubjectText, p: number) => number): FindWord => {
    return (text, p, end, from) => {
      let best = -1;
      let node: TrieNode | undefined = root;
      for (;;) {
        for (const number of node.words) {
          if (number >= from && (best < 0 || number < best)) best = number;
        }
        if (p >= end) return best;
        node = step(node, load(text, p++));
        if (!node) return best;
      }
    };
  };
  return isString
    ? find((text, p) => (text as string).charCodeAt(p))
    : find((text, p) => (text as Uint8Array)[p]!);
}
