export default definePageConfig({ navigationBarTitleText: '小游戏' });
