import type { ShopItemBody } from '@cheban/contracts';

const terms = {
  serviceId: null,
  validDays: 730,
  shareable: true,
  refund: { kind: 'rest', usedAt: 'list', feePercent: 0, graceDays: 7 },
} as const;

/** What a demo store sells; stock null: without limit. */
export const demoShelf: readonly (Omit<ShopItemBody, 'photoIds'> & { stock: number | null })[] = [
  {
    kind: 'card',
    title: '机油保养三次卡',
    summary: '两年内做三次，省 297 元',
    description: '含全合成机油、机油滤清器和 32 项检查，全车系通用。',
    priceFen: 99_900,
    worthFen: 129_600,
    limitPerOwner: null,
    card: { ...terms, serviceName: '机油保养', uses: 3, singleFen: 43_200 },
    stock: null,
  },
  {
    kind: 'card',
    title: '精致洗车十次卡',
    summary: '每次不到 30 元',
    description: '外观精洗、内饰吸尘、玻璃清洁，约 40 分钟。',
    priceFen: 29_900,
    worthFen: 50_000,
    limitPerOwner: 2,
    card: { ...terms, serviceName: '精致洗车', uses: 10, singleFen: 5_000, validDays: 365 },
    stock: 200,
  },
  {
    kind: 'product',
    title: '四季玻璃水 2 升 × 4 瓶',
    summary: '零下 30 度不结冰',
    description: '原厂推荐，不伤雨刮和车漆。',
    priceFen: 5_900,
    worthFen: 8_800,
    limitPerOwner: 5,
    card: null,
    stock: 120,
  },
  {
    kind: 'product',
    title: '车载应急套装',
    summary: '搭电线、三角牌、反光衣、拖车绳',
    description: '后备箱里放一套，出门更安心。',
    priceFen: 16_800,
    worthFen: 22_800,
    limitPerOwner: null,
    card: null,
    stock: 30,
  },
];
