/**
 * A place where `count` meet: nobody goes on before all have come. The broken variants of races go through one between
 * their look and their write, so that all have looked before anybody writes, on a slow machine too. Who fails before the
 * meeting keeps the others waiting for ever.
 */
export function meetingOf(count: number): () => Promise<void> {
  let missing = count;
  let goOn = () => {};
  const all = new Promise<void>((resolve) => {
    goOn = resolve;
  });
  return () => {
    missing -= 1;
    if (missing === 0) goOn();
    return all;
  };
}
