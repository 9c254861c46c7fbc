// What a document says is so: its code blocks, and what is said to come of them.
//
//     ```python      a program. The ```text block after it is what it prints, on standard output and then on standard
//                    error; without one it prints nothing. If its first line is `# NAME.py`, it is a file of that name,
//                    for what follows in the document; it is run only if a ```text block follows.
//     ```pycon       a session; its prompts and answers are compared by doctest.
//     ```console     commands after `$ `, each followed by what it prints. `stackless` is bin/stackless.
//     ```js          a program for Node, with the ```text block after it.
//
// The blocks of a document are run in their order, in one folder. Other blocks (```sh, ```diff, indented ones) are not run.
export type Language = 'python' | 'pycon' | 'console' | 'js';

export interface Snippet {
  language: Language;
  /** Of its first line in the document, counted from 1. */
  line: number;
  code: string;
  /** What it prints; undefined where the document does not say. */
  output: string | undefined;
}

interface Block {
  language: string;
  line: number;
  code: string;
  /** Nothing but empty lines between this block and the one before. */
  follows: boolean;
}

const LANGUAGES: readonly string[] = ['python', 'pycon', 'console', 'js'] satisfies Language[];
const FENCE = /^```(\w*)$/;

function blocksOf(text: string): Block[] {
  const blocks: Block[] = [];
  let open: Block | null = null;
  let follows = false;
  for (const [index, line] of text.split('\n').entries()) {
    const fence = FENCE.exec(line);
    if (fence && open) {
      blocks.push(open);
      open = null;
      follows = true;
    } else if (fence) open = { language: fence[1]!, line: index + 2, code: '', follows };
    else if (open) open.code += `${line}\n`;
    else if (line !== '') follows = false;
  }
  if (open) throw new Error(`the block of line ${open.line - 1} has no end`);
  return blocks;
}

/** The snippets of a document that are to be run. */
export function snippetsOf(text: string): Snippet[] {
  const snippets: Snippet[] = [];
  let program: Snippet | null = null;
  for (const { language, line, code, follows } of blocksOf(text)) {
    if (language === 'text') {
      if (!follows || program === null) throw new Error(`line ${line}: whose output is this?`);
      program.output = code;
    }
    program = null;
    if (!LANGUAGES.includes(language)) continue;
    program = { language: language as Language, line, code, output: undefined };
    snippets.push(program);
  }
  return snippets;
}

/** The name that the first line of a program gives it. */
export function fileNameOf(code: string): string | undefined {
  return /^# ([\w/]+\.py)$/m.exec(code.slice(0, code.indexOf('\n')))?.[1];
}

/** The commands of a session in a shell, each with what it prints. */
export function commandsOf(code: string): { command: string; output: string }[] {
  return code
    .split(/^\$ /m)
    .slice(1)
    .map((text) => {
      const end = text.indexOf('\n');
      return { command: text.slice(0, end), output: text.slice(end + 1) };
    });
}
