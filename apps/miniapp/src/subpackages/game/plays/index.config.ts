export default definePageConfig({ navigationBarTitleText: '我的游戏奖品' });
