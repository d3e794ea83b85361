/** Where a store's weather is asked for. Pure. */

/** WGS-84 degrees with two decimals, which is what the provider takes. */
export interface Place {
  readonly lat: number;
  readonly lon: number;
}

/** Centres of cities, for stores without degrees of their own; two decimals, latitude first. */
const centres: Record<string, readonly [number, number]> = {
  北京: [39.9, 116.41],
  天津: [39.08, 117.2],
  上海: [31.23, 121.47],
  重庆: [29.56, 106.55],
  石家庄: [38.04, 114.51],
  唐山: [39.63, 118.18],
  保定: [38.87, 115.46],
  太原: [37.87, 112.55],
  大同: [40.08, 113.3],
  晋中: [37.69, 112.75],
  临汾: [36.09, 111.52],
  运城: [35.03, 111.01],
  长治: [36.2, 113.12],
  呼和浩特: [40.84, 111.75],
  包头: [40.66, 109.84],
  沈阳: [41.8, 123.43],
  大连: [38.91, 121.61],
  长春: [43.82, 125.32],
  哈尔滨: [45.8, 126.53],
  南京: [32.06, 118.8],
  苏州: [31.3, 120.59],
  无锡: [31.49, 120.31],
  常州: [31.81, 119.97],
  徐州: [34.21, 117.28],
  南通: [31.98, 120.89],
  杭州: [30.27, 120.16],
  宁波: [29.87, 121.54],
  温州: [27.99, 120.7],
  金华: [29.08, 119.65],
  合肥: [31.82, 117.23],
  芜湖: [31.35, 118.43],
  福州: [26.07, 119.3],
  厦门: [24.48, 118.09],
  泉州: [24.87, 118.68],
  南昌: [28.68, 115.86],
  济南: [36.65, 117.12],
  青岛: [36.07, 120.38],
  烟台: [37.46, 121.45],
  潍坊: [36.71, 119.16],
  临沂: [35.1, 118.36],
  郑州: [34.75, 113.63],
  洛阳: [34.62, 112.45],
  武汉: [30.59, 114.31],
  宜昌: [30.69, 111.29],
  长沙: [28.23, 112.94],
  广州: [23.13, 113.26],
  深圳: [22.54, 114.06],
  佛山: [23.02, 113.12],
  东莞: [23.02, 113.75],
  珠海: [22.27, 113.58],
  惠州: [23.11, 114.42],
  中山: [22.52, 113.39],
  南宁: [22.82, 108.37],
  桂林: [25.27, 110.29],
  海口: [20.04, 110.2],
  三亚: [18.25, 109.51],
  成都: [30.57, 104.07],
  绵阳: [31.47, 104.68],
  贵阳: [26.65, 106.63],
  昆明: [25.04, 102.71],
  拉萨: [29.65, 91.11],
  西安: [34.34, 108.94],
  兰州: [36.06, 103.83],
  西宁: [36.62, 101.78],
  银川: [38.49, 106.23],
  乌鲁木齐: [43.83, 87.62],
};

const round = (degrees: number) => Math.round(degrees * 100) / 100;

/** The store's own degrees, else the centre of its city; null if neither is known. */
export function placeOf(store: {
  city: string;
  latitude: number | null;
  longitude: number | null;
}): (Place & { from: 'store' | 'city' }) | null {
  if (store.latitude !== null && store.longitude !== null)
    return { lat: round(store.latitude), lon: round(store.longitude), from: 'store' };
  const centre = centres[store.city.trim().replace(/市$/, '')];
  return centre ? { lat: centre[0], lon: centre[1], from: 'city' } : null;
}

/** Key of a place in the tables: `31.23,121.47`. */
export const placeKey = ({ lat, lon }: Place) => `${lat.toFixed(2)},${lon.toFixed(2)}`;

export function placeFromKey(key: string): Place {
  const [lat = '0', lon = '0'] = key.split(',');
  return { lat: Number(lat), lon: Number(lon) };
}

/** About 50 km: the same city. */
const NEAR_DEGREES = 0.5;

/** Whether two places have their weather in common, so that one event is one event for both. */
export function isNear(one: Place, other: Place): boolean {
  return Math.abs(one.lat - other.lat) <= NEAR_DEGREES && Math.abs(one.lon - other.lon) <= NEAR_DEGREES;
}
