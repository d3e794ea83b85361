export default definePageConfig({ navigationBarTitleText: '我的爱车', enablePullDownRefresh: true });
