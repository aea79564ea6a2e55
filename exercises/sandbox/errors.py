"""Why a program cannot be confined here, and what to do about it."""

from __future__ import annotations

from devices.text import Text
from exercises.errors import ExercisesError

_OWN_RISK = Text(
    en="To run only your own programs, without protection, add --allow-unsandboxed.",
    fa="اگر فقط برنامهٔ خودتان را اجرا می‌کنید، می‌توانید با ‎--allow-unsandboxed بدون محافظت ادامه دهید.",
)


class SandboxUnavailable(ExercisesError):
    """Programs cannot be confined on this machine as it is; the words say what to do."""

    code = "sandbox_unavailable"
    fault_of_lab = True
    words = Text(
        en="Programs cannot be confined here ({detail}).",
        fa="در این دستگاه نمی‌توان برنامه‌ها را محصور کرد ({detail}).",
    )

    @property
    def reason(self) -> Text:
        """What is missing here and how to get it, without the way to do without."""
        return super().says

    @property
    def says(self) -> Text:
        """The reason, and the way to run one's own programs all the same."""
        return Text(en=f"{self.reason.en}\n{_OWN_RISK.en}", fa=f"{self.reason.fa}\n{_OWN_RISK.fa}")


class NothingConfines(SandboxUnavailable):
    """No mechanism works here. Fields: reasons (a Text with the reason of each, the best first)."""

    code = "nothing_confines"
    words = Text(en="{reasons:copied}", fa="{reasons:copied}")


class UnsupportedPlatform(SandboxUnavailable):
    """Only Linux has what confinement needs. Fields: platform."""

    code = "sandbox_unsupported_platform"
    words = Text(
        en="Confinement needs Linux on a 64-bit Intel or ARM processor; this is {platform}. "
        "On Windows, run the lab in WSL2.",
        fa="محصورسازی به لینوکس روی پردازندهٔ ۶۴ بیتی اینتل یا آرم نیاز دارد؛ این دستگاه {platform} است. "
        "در ویندوز، آزمایشگاه را در WSL2 اجرا کنید.",
    )


class BubblewrapMissing(SandboxUnavailable):
    """The program bwrap is not installed. Fields: path."""

    code = "bubblewrap_missing"
    words = Text(
        en="Grading needs bubblewrap, and {path} is not there. "
        "On Debian and Ubuntu: sudo apt-get install bubblewrap",
        fa="تصحیح به bubblewrap نیاز دارد و {path} پیدا نشد. "
        "در دبیان و اوبونتو این دستور را اجرا کنید: sudo apt-get install bubblewrap",
    )


class BlockedByAppArmor(SandboxUnavailable):
    """Ubuntu 23.10 and later let only named programs create user namespaces. Fields: path, detail."""

    code = "sandbox_blocked_by_apparmor"
    words = Text(
        en="Ubuntu's AppArmor does not let bubblewrap create a user namespace ({detail}). Allow this "
        "one program: "
        "printf 'abi <abi/4.0>,\\nprofile bwrap {path:copied} flags=(unconfined) {{ userns, }}\\n' | "
        "sudo tee /etc/apparmor.d/bwrap && sudo apparmor_parser -r /etc/apparmor.d/bwrap",
        fa="سامانهٔ AppArmor در اوبونتو به bubblewrap اجازهٔ ساختن فضای نام کاربری نمی‌دهد ({detail}). "
        "فقط به همین برنامه اجازه دهید: "
        "printf 'abi <abi/4.0>,\\nprofile bwrap {path:copied} flags=(unconfined) {{ userns, }}\\n' | "
        "sudo tee /etc/apparmor.d/bwrap && sudo apparmor_parser -r /etc/apparmor.d/bwrap",
    )


class BlockedByContainer(SandboxUnavailable):
    """Docker's and Podman's default profiles deny user namespaces. Fields: detail."""

    code = "sandbox_blocked_by_container"
    words = Text(
        en="This container does not let bubblewrap create a user namespace ({detail}). Start it with: "
        "docker run --security-opt seccomp=unconfined --security-opt apparmor=unconfined …",
        fa="این کانتینر به bubblewrap اجازهٔ ساختن فضای نام کاربری نمی‌دهد ({detail}). آن را چنین اجرا کنید: "
        "docker run --security-opt seccomp=unconfined --security-opt apparmor=unconfined …",
    )


class BlockedBySetting(SandboxUnavailable):
    """A kernel setting forbids user namespaces. Fields: setting, value, detail."""

    code = "sandbox_blocked_by_setting"
    words = Text(
        en="The kernel's settings do not let bubblewrap create a user namespace ({detail}). "
        "Run: sudo sysctl -w {setting:copied}={value:copied} "
        "(and put the line {setting:copied}={value:copied} into "
        "/etc/sysctl.d/60-khaneh.conf to keep it)",
        fa="تنظیمات هسته به bubblewrap اجازهٔ ساختن فضای نام کاربری نمی‌دهد ({detail}). "
        "این دستور را اجرا کنید: sudo sysctl -w {setting:copied}={value:copied} "
        "(و برای ماندگار شدن، خط {setting:copied}={value:copied} را در ‎/etc/sysctl.d/60-khaneh.conf بنویسید)",
    )


class LandlockMissing(SandboxUnavailable):
    """The kernel has no Landlock, or too old a one. Fields: abi (0 for none), least."""

    code = "landlock_missing"
    words = Text(
        en="Without namespaces, confinement needs Landlock of version {least} or later, in Linux since 6.2; "
        "here it is {abi} (0: none). Use a newer kernel; if it is new enough, add landlock to the list lsm= "
        "on its command line.",
        fa="بدون فضای نام، محصورسازی به Landlock نسخهٔ {least} یا تازه‌تر نیاز دارد که از لینوکس ۶٫۲ در هسته "
        "هست؛ نسخهٔ این دستگاه {abi} است (صفر یعنی ندارد). هستهٔ تازه‌تری به کار ببرید؛ اگر هسته تازه است، "
        "landlock را به فهرست ‎lsm=‎ در خط فرمان هسته بیفزایید.",
    )


class DenialsBroken(SandboxUnavailable):
    """The sandbox runs, but lets a program do what it must not. Fields: breaches."""

    code = "sandbox_lets_through"
    words = Text(
        en="The sandbox does not hold on this machine: a program in it could do this: {breaches}. "
        "Grading stays off.",
        fa="محصورسازی در این دستگاه کامل نیست و برنامهٔ درون آن توانست این کارها را بکند: {breaches}. "
        "تصحیح خاموش می‌ماند.",
    )


class UnsafeFileName(ExercisesError):
    """A submitted file's name leads out of the working folder. Fields: name."""

    code = "unsafe_file_name"
    words = Text(
        en="The file name {name} is not allowed: it must be a plain relative name such as main.py.",
        fa="نام فایل {name} مجاز نیست؛ نام باید نسبی و ساده باشد، مانند main.py.",
    )


class ModuleNotInstalled(ExercisesError):
    """An exercise allows a distribution that the lab's environment lacks. Fields: distribution."""

    code = "allowed_module_not_installed"
    words = Text(
        en="The exercise allows {distribution}, but it is not installed in the lab. "
        "Run: pip install {distribution:copied}",
        fa="تمرین استفاده از {distribution} را مجاز می‌داند، ولی در آزمایشگاه نصب نیست. "
        "این دستور را اجرا کنید: pip install {distribution:copied}",
    )
