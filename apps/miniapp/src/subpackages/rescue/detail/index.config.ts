export default definePageConfig({ navigationBarTitleText: '救援进度', enablePullDownRefresh: true });
