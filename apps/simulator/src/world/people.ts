import { createHash } from 'node:crypto';

/** Somebody with WeChat on a phone. */
export type Person = {
  /** In the mini-program. */
  openid: string;
  /** In the official account. */
  oaOpenid: string;
  unionid: string;
  nickname: string;
  phone: string;
  /** A note for whoever looks at the phones page, such as the plate. */
  plate: string;
  follower: boolean;
  /** Seconds since the epoch, 0 when not following. */
  followedAt: number;
};

export type PersonInput = Partial<Omit<Person, 'followedAt'>>;

/** Everybody the simulator knows, found by each of their ids. */
export class People {
  private readonly byOpenid = new Map<string, Person>();
  private readonly byOaOpenid = new Map<string, Person>();
  private readonly byPhone = new Map<string, Person>();
  private made = 0;

  /** Adds a person, or changes the one with the same openid. Ids that are not given are made up. */
  put(input: PersonInput, nowSeconds: number): Person {
    const openid = input.openid ?? this.freeOpenid(input.phone);
    const before = this.byOpenid.get(openid);
    const follower = input.follower ?? before?.follower ?? true;
    const person: Person = {
      openid,
      oaOpenid: input.oaOpenid ?? before?.oaOpenid ?? `oA${digest(`oa:${openid}`)}`,
      unionid: input.unionid ?? before?.unionid ?? `oU${digest(`union:${openid}`)}`,
      nickname: input.nickname ?? before?.nickname ?? '微信用户',
      phone: input.phone ?? before?.phone ?? '',
      plate: input.plate ?? before?.plate ?? '',
      follower,
      followedAt: follower ? before?.followedAt || nowSeconds : 0,
    };
    if (before) this.forget(before);
    this.byOpenid.set(openid, person);
    this.byOaOpenid.set(person.oaOpenid, person);
    if (person.phone) this.byPhone.set(person.phone, person);
    return person;
  }

  setFollower(person: Person, follower: boolean, nowSeconds: number): void {
    person.follower = follower;
    person.followedAt = follower ? nowSeconds : 0;
  }

  mini(openid: string): Person | undefined {
    return this.byOpenid.get(openid);
  }

  account(oaOpenid: string): Person | undefined {
    return this.byOaOpenid.get(oaOpenid);
  }

  /** By any of the two openids. */
  any(openid: string): Person | undefined {
    return this.byOpenid.get(openid) ?? this.byOaOpenid.get(openid);
  }

  withPhone(phone: string): Person | undefined {
    return this.byPhone.get(phone);
  }

  all(): IterableIterator<Person> {
    return this.byOpenid.values();
  }

  get count(): number {
    return this.byOpenid.size;
  }

  clear(): void {
    this.byOpenid.clear();
    this.byOaOpenid.clear();
    this.byPhone.clear();
  }

  private forget(person: Person): void {
    this.byOaOpenid.delete(person.oaOpenid);
    if (this.byPhone.get(person.phone) === person) this.byPhone.delete(person.phone);
  }

  private freeOpenid(phone: string | undefined): string {
    this.made += 1;
    return `oM${digest(phone ? `phone:${phone}` : `made:${this.made}:${this.byOpenid.size}`)}`;
  }
}

/** 26 characters in the alphabet of real openids; the same seed gives the same id after a restart. */
function digest(seed: string): string {
  return createHash('sha256').update(seed).digest('base64url').slice(0, 26);
}
