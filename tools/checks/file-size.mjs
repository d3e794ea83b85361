const MOST_LINES = 300;
const CODE = /^(apps|packages|tools|e2e)\/.*\.([cm]?tsx?|[cm]js|jsx)$/;

/** Nothing may be longer. Whoever needs an exception splits the file instead. */
const ALLOWED = new Set(/** @type {string[]} */ ([]));

/**
 * Files that want splitting.
 * @param {string[]} files
 * @param {(file: string) => string} read
 * @returns {string[]}
 */
export function checkFileSize(files, read) {
  return files
    .filter((file) => CODE.test(file) && !ALLOWED.has(file))
    .flatMap((file) => {
      const lines = read(file).trimEnd().split('\n').length;
      return lines > MOST_LINES
        ? [`${file}: ${lines} lines, more than ${MOST_LINES}: split it by what it knows`]
        : [];
    });
}
