/** One-time subscriptions: how many messages of a template a person still lets through. */
export class Credits {
  private readonly byOpenid = new Map<string, Map<string, number>>();

  add(openid: string, templateId: string, count: number): number {
    let mine = this.byOpenid.get(openid);
    if (!mine) {
      mine = new Map();
      this.byOpenid.set(openid, mine);
    }
    const total = (mine.get(templateId) ?? 0) + count;
    mine.set(templateId, total);
    return total;
  }

  /** Takes one credit. @returns false when there was none */
  spend(openid: string, templateId: string): boolean {
    const mine = this.byOpenid.get(openid);
    const left = mine?.get(templateId) ?? 0;
    if (!mine || left <= 0) return false;
    mine.set(templateId, left - 1);
    return true;
  }

  drop(openid: string, templateId: string): void {
    this.byOpenid.get(openid)?.delete(templateId);
  }

  of(openid: string): Record<string, number> {
    return Object.fromEntries(this.byOpenid.get(openid) ?? []);
  }

  total(openid: string): number {
    let sum = 0;
    for (const count of this.byOpenid.get(openid)?.values() ?? []) sum += count;
    return sum;
  }

  clear(): void {
    this.byOpenid.clear();
  }

  dump(): [string, Record<string, number>][] {
    return [...this.byOpenid].map(([openid, mine]) => [openid, Object.fromEntries(mine)]);
  }

  load(rows: [string, Record<string, number>][]): void {
    for (const [openid, mine] of rows) this.byOpenid.set(openid, new Map(Object.entries(mine)));
  }
}
