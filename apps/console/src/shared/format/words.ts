import { formatPlate, formatYuan } from '@cheban/kernel';

/** `¥1,234.50` from integer fen. */
export const yuan = (fen: number): string => `¥${formatYuan(fen)}`;

/** Fen as the text of an input: `1234.50`, without separators, so that it can be edited. */
export const yuanInput = (fen: number): string => formatYuan(fen).replace(/,/g, '');

/** `晋A·64B28`; masked plates stay as the server wrote them; `未上牌` without one. */
export const plateText = (plate: string | null): string => (plate ? formatPlate(plate) : '未上牌');

/** `12,345 公里` */
export const kmText = (km: number): string => `${km.toLocaleString('en-US')} 公里`;

/** `1,234` */
export const count = (value: number): string => value.toLocaleString('en-US');
