from django.urls import path

from paritrana.apps.organisations.views import entering, invitations, members, organisations

app_name = "organisations"
urlpatterns = [
    path("organisasi", organisations.index, name="index"),
    path("organisasi/baru", organisations.create, name="create"),
    path("organisasi/<int:pk>", organisations.detail, name="detail"),
    path("organisasi/<int:pk>/ubah", organisations.change, name="change"),
    path("organisasi/<int:pk>/riwayat", organisations.history, name="history"),
    path("organisasi/<int:pk>/undang", invitations.invite, name="invite"),
    path("organisasi/<int:pk>/undangan", invitations.listing, name="invitations"),
    path("organisasi/<int:pk>/undangan/<int:key>", invitations.invitation, name="invitation"),
    path("organisasi/<int:pk>/undangan/<int:key>/tarik", invitations.withdraw, name="withdraw"),
    path("organisasi/<int:pk>/anggota/<int:key>", members.member, name="member"),
    path("organisasi/<int:pk>/anggota/<int:key>/ubah", members.change_mandate, name="change_mandate"),
    path("organisasi/<int:pk>/anggota/<int:key>/akhiri", members.end, name="end"),
    path("organisasi/<int:pk>/anggota/<int:key>/serah-terima", members.hand_over, name="hand_over"),
    path("undangan", entering.invited, name="invited"),
    path("undangan/<str:token>", entering.accept, name="accept"),
]
