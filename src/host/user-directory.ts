// Where, on Node, this user's programs keep what can be made again.
import { homedir } from 'node:os';

/** The directory (it need not be there yet); null without a home. */
export function userDirectory(): string | null {
  const { XDG_CACHE_HOME, HOME } = process.env;
  if (XDG_CACHE_HOME?.startsWith('/') === true) return `${XDG_CACHE_HOME}/stackless`;
  const home = HOME ?? homedir();
  return home === '' || home === '/' ? null : `${home}/.cache/stackless`;
}
