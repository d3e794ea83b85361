/**
 * The address that opens the H5 app at a page, logged in. The app reads `code` once from the query and logs
 * in with it as if WeChat's web login had sent the visitor back; its router lives behind the `#`.
 * @param ownerUrl base of the H5 app, without slash at the end
 * @param code fresh web-login code, or null to open without one
 * @param page mini-program page with its query, without leading slash; '' opens the home page
 */
export function ownerLink(ownerUrl: string, code: string | null, page: string): string {
  const query = code === null ? '' : `?code=${encodeURIComponent(code)}`;
  const path = page.replace(/^\//, '');
  return `${ownerUrl}/${query}${path === '' ? '' : `#/${path}`}`;
}
